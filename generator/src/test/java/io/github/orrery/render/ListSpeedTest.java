package io.github.orrery.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.orrery.testing.Browser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long a key takes in a long list; of several rounds the quickest counts. A measurement and no part of the suite:
 * {@code ORRERY_MEASURE=1 mvn verify -Dtest=ListSpeedTest} runs it, on a machine that does nothing else.
 */
@Tag("browser")
class ListSpeedTest {
    private static final double FRAME = 16;
    private static final int ROUNDS = 7;
    /** Types one letter after another; the milliseconds of each key, its style and layout included. */
    private static final String TYPE =
            """
            const box = document.querySelector('#q');
            const times = [];
            for (let i = 0; i <= arguments[0].length; i++) {
              const start = performance.now();
              box.value = arguments[0].slice(0, i);
              box.dispatchEvent(new Event('input', {bubbles: true}));
              document.body.offsetHeight;
              times.push(Math.round(10 * (performance.now() - start)) / 10);
            }
            return times;
            """;

    /** Ticks and clears every visible filter; the milliseconds of each. */
    private static final String FILTER =
            """
            const times = [];
            for (let twice = 0; twice < 2; twice++) {
              for (const input of document.querySelectorAll('#facets input')) {
                const start = performance.now();
                input.click();
                document.body.offsetHeight;
                times.push(Math.round(10 * (performance.now() - start)) / 10);
              }
            }
            return times;
            """;

    @RegisterExtension
    static final Browser BROWSER = new Browser();

    @TempDir
    Path site;

    @BeforeEach
    void measureOnlyWhereAsked() {
        assumeTrue("1".equals(System.getenv("ORRERY_MEASURE")), "skipped: measures times, where ORRERY_MEASURE is 1");
    }

    @Test
    void takesLessThanAFrameAKeyWithFiveThousandPackages() throws IOException {
        GeneratedList.write(site, 5000);
        BROWSER.open(site, "packages.html");
        for (String typed : List.of("kafka queue", "kafak", "strem metrc", "zzzzzzzz")) {
            assertQuick(typed, TYPE, typed);
        }
    }

    @Test
    void takesLessThanAFrameAFilterWithAThousandPackages() throws IOException {
        GeneratedList.write(site, 1000);
        BROWSER.open(site, "packages.html");
        assertQuick("filters", FILTER);
    }

    private static void assertQuick(String what, String script, Object... arguments) {
        List<Double> quickest = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            List<?> times = (List<?>) BROWSER.eval(script, arguments);
            for (int i = 0; i < times.size(); i++) {
                double time = ((Number) times.get(i)).doubleValue();
                if (round == 0) {
                    quickest.add(time);
                } else {
                    quickest.set(i, Math.min(quickest.get(i), time));
                }
            }
        }
        assertThat(quickest).as(what).isNotEmpty().allMatch(time -> time < FRAME);
    }
}
