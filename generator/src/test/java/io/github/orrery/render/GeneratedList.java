package io.github.orrery.render;

import io.github.orrery.model.DcosReleaseVersion;
import io.github.orrery.render.view.IconView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** The list of a large repository that nobody has. */
final class GeneratedList {
    private static final List<String> WORDS = List.of(
            "kafka storage queue metric stream batch graph proxy search cache ledger notebook balance harbor signal"
                    .split(" "));

    private GeneratedList() {}

    /** So many rows, the same ones every time. */
    static List<CatalogueRow> rows(int packages) {
        Random random = new Random(packages);
        List<CatalogueRow> rows = new ArrayList<>();
        for (int i = 0; i < packages; i++) {
            rows.add(row(i, random));
        }
        return rows;
    }

    /** Writes the list of so many packages, the pages around it and what they load. */
    static void write(Path site, int packages) throws IOException {
        CataloguePages catalogue = new CataloguePages(Templates.bundled(), CatalogueUnderTest.options(Set.of()));
        for (Map.Entry<String, byte[]> file : catalogue.assets().entrySet()) {
            put(site, file.getKey(), file.getValue());
        }
        for (Map.Entry<String, CataloguePages.Page> file :
                catalogue.homePages(rows(packages), Warned.NONE).entrySet()) {
            put(site, file.getKey(), file.getValue().make());
        }
    }

    private static void put(Path site, String path, byte[] content) throws IOException {
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
                List.of(new CatalogueRow.Run(List.of(dcos), version, 3, "")),
                List.of(new CatalogueRow.Update(version, 3, 1_500_000_000L, null)),
                new Gaps(false, true, 0, 0, 0),
                1 + random.nextInt(30));
    }

    private static String word(Random random) {
        return WORDS.get(random.nextInt(WORDS.size()));
    }
}
