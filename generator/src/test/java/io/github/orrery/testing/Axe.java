package io.github.orrery.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The accessibility checker axe, as scripts for {@link Browser}. */
final class Axe {
    /** Defines {@code axe} in a page. */
    static final String SCRIPT = script();

    /** Calls back with a line for each element that breaks a rule. */
    static final String RUN =
            """
            const done = arguments[0];
            // Sections away from the window are laid out too, as they will be for who comes near.
            document.querySelectorAll('main > section').forEach(section => {
              section.style.contentVisibility = section.style.overflow = 'visible';
            });
            axe.run(document, {
              resultTypes: ['violations'],
              preload: false,
              runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
            }).then(
              found => done(found.violations.flatMap(rule => rule.nodes.map(node =>
                rule.id + ' at ' + node.target.join(' ') + ': ' + node.failureSummary.replace(/\\s+/g, ' ')))),
              failure => done(['axe failed: ' + failure]));
            """;

    private Axe() {}

    private static String script() {
        try (InputStream in = Axe.class.getResourceAsStream("/axe.min.js")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
