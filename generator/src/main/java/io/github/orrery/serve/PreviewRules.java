package io.github.orrery.serve;

import io.github.orrery.model.Negotiation;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a host does with a site beyond handing out its files.
 *
 * @param negotiation the URLs whose answer depends on the request
 * @param former paths that a file had once, and where it is now; {@code *} is a package's name
 * @param directoryIndex the name of the file that a directory is shown as
 * @param notFound the path of the page for what is not there
 * @param headers those of every answer
 */
public record PreviewRules(
        Negotiation negotiation,
        Map<String, String> former,
        String directoryIndex,
        String notFound,
        Map<String, String> headers) {
    public PreviewRules {
        former = Collections.unmodifiableMap(new LinkedHashMap<>(former));
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }
}
