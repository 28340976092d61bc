package io.github.orrery.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.orrery.model.DcosReleaseVersion;
import io.github.orrery.render.view.IconView;
import io.github.orrery.testing.Browser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
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
    private static final List<String> WORDS = List.of(
            "kafka storage queue metric stream batch graph proxy search cache ledger notebook balance harbor signal"
                    .split(" "));

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
        write(5000);
        BROWSER.open(site, "packages.html");
        for (String typed : List.of("kafka queue", "kafak", "strem metrc", "zzzzzzzz")) {
            assertQuick(typed, TYPE, typed);
        }
    }

    @Test
    void takesLessThanAFrameAFilterWithAThousandPackages() throws IOException {
        write(1000);
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

    private void write(int packages) throws IOException {
        CataloguePages catalogue = new CataloguePages(Templates.bundled(), CatalogueUnderTest.options(Set.of()));
        Random random = new Random(packages);
        List<CatalogueRow> rows = new ArrayList<>();
        for (int i = 0; i < packages; i++) {
            rows.add(row(i, random));
        }
        for (Map.Entry<String, byte[]> file : catalogue.assets().entrySet()) {
            put(file.getKey(), file.getValue());
        }
        for (Map.Entry<String, CataloguePages.Page> file :
                catalogue.homePages(rows, Warned.NONE).entrySet()) {
            put(file.getKey(), file.getValue().make());
        }
    }

    private void put(String path, byte[] content) throws IOException {
        Path file = site.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }

    private static CatalogueRow row(int number, Random random) {
        String dcos = DcosReleaseVersion.DEFAULTS.get(random.nextInt(11)).toString();
        String name = word(random) + "-" + word(random) + "-" + number;
        String version = random.nextInt(9) + "." + random.nextInt(30) + ".0";
        return new CatalogueRow(
                name,
                version,
                3,
                random.nextBoolean() ? "4.0" : "3.0",
                new IconView(name.substring(0, 1).toUpperCase(java.util.Locale.ROOT), number % 12, null),
                "A " + word(random) + " for every " + word(random) + " that runs a " + word(random) + number % 700
                        + " and wants to keep its " + word(random) + " where the " + word(random) + " is.",
                List.of(word(random), word(random) + random.nextInt(200), "tag" + random.nextInt(900)),
                dcos,
                random.nextBoolean(),
                false,
                random.nextInt(5) == 0,
                random.nextInt(20) == 0,
                List.of("Licence " + random.nextInt(60)),
                "maintainer" + random.nextInt(1500) + "@example.com",
                1_500_000_000L + random.nextInt(100_000_000),
                List.of(dcos),
                null,
                false,
                List.of(new CatalogueRow.Seen(dcos, version, 3, dcos)),
                List.of(new CatalogueRow.Update(version, 3, 1_500_000_000L)),
                new Gaps(false, true, 0, 0, 0),
                1 + random.nextInt(30));
    }

    private static String word(Random random) {
        return WORDS.get(random.nextInt(WORDS.size()));
    }
}
