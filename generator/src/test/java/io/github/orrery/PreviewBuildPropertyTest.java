package io.github.orrery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.orrery.serve.PreviewFile;
import io.github.orrery.serve.PreviewSite;
import io.github.orrery.testing.BuiltSite;
import io.github.orrery.testing.TestRepo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** After any sequence of edits, what a preview makes is what a build from nothing makes, byte for byte. */
class PreviewBuildPropertyTest {
    private static final List<String> NAMES = List.of("alpha", "beta", "cassandra", "delta", "kafka");
    private static final int STEPS = 25;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void incrementalEqualsClean(long seed) throws IOException {
        Random random = new Random(seed);
        Edits edits = new Edits(random, directory.resolve("repo"), directory.resolve("templates"));
        PreviewBuild preview = preview();
        List<String> done = new ArrayList<>();
        PreviewBuild again = preview();
        PreviewOutcome later = null;
        PreviewSite before = null;
        int sites = 0;
        for (int step = 0; step < STEPS; step++) {
            done.add(edits.any());
            PreviewOutcome kept = settled(preview);
            PreviewOutcome clean = settled(preview());

            String story = "seed " + seed + ": " + done;
            assertThat(kept.checked().problems())
                    .as(story)
                    .isEqualTo(clean.checked().problems());
            assertThat(described(kept.site())).as(story).isEqualTo(described(clean.site()));
            if (later != null) {
                assertThat(described(later.site()))
                        .as("asked for after: " + story)
                        .isEqualTo(described(before));
            }
            later = clean.site() != null && random.nextBoolean() ? again.run(Progress.SILENT) : null;
            before = clean.site();
            sites += kept.site() == null ? 0 : 1;
            if (kept.site() == null && random.nextBoolean()) {
                edits.mend();
            }
        }
        assertThat(sites).as("sites that came of it").isGreaterThan(STEPS / 5);
    }

    @Test
    void isWhatABuildWrites() throws IOException {
        Edits edits = new Edits(new Random(5), directory.resolve("repo"), directory.resolve("templates"));
        BuiltSite built = BuiltSite.of(options(directory.resolve("site")));

        PreviewSite site = settled(preview()).site();

        assertThat(edits.repo()).isDirectory();
        assertThat(site).isNotNull();
        Map<String, String> sums = new TreeMap<>();
        site.files().forEach((path, file) -> sums.put(path, file.content().sha256()));
        assertThat(sums).isEqualTo(built.sums());
    }

    private static PreviewOutcome settled(PreviewBuild preview) throws IOException {
        return preview.run(Progress.SILENT).settled(() -> true).orElseThrow();
    }

    private PreviewBuild preview() {
        return new PreviewBuild(options(directory.resolve("unused")), InstantSource.system());
    }

    private BuildOptions options(Path out) {
        BuildOptions all = BuildOptions.of(directory.resolve("repo"), out);
        return all.with(all.look().withTemplates(directory.resolve("templates")));
    }

    private static Map<String, String> described(PreviewSite site) {
        Map<String, String> described = new TreeMap<>();
        if (site != null) {
            for (Map.Entry<String, PreviewFile> file : site.files().entrySet()) {
                described.put(
                        file.getKey(),
                        file.getValue().file() + " " + file.getValue().content().sha256());
            }
        }
        return described;
    }

    /** What people and programs do to a repository and to templates. */
    private static final class Edits {
        private final Random random;
        private final Path templates;
        private final TestRepo repo;
        private final List<Path> broken = new ArrayList<>();
        private int count;

        Edits(Random random, Path repo, Path templates) throws IOException {
            this.random = random;
            this.templates = templates;
            this.repo = TestRepo.in(repo);
            Files.createDirectories(templates);
            NAMES.subList(0, 4).forEach(name -> this.repo.revision(name, 0).revision(name, 1));
        }

        Path repo() {
            return repo.path();
        }

        String any() throws IOException {
            count++;
            String name = NAMES.get(random.nextInt(NAMES.size()));
            int number = random.nextInt(3);
            Path revision = repo.directory(name, number);
            int kind = random.nextInt(12);
            switch (kind) {
                case 0, 1, 2 -> repo.revision(name, number, r -> r.set("description", "\"Edit " + count + ".\""));
                case 3 -> repo.revision(name, number, r -> r.set("lastUpdated", String.valueOf(1000 + count)));
                case 4 -> {
                    repo.revision(name, number, r -> r.unset("version"));
                    broken.add(revision);
                }
                case 5 -> repo.revision(name, number, r -> r.set("minDcosReleaseVersion", "\"2." + number + "\""));
                case 6 -> delete(revision);
                case 7 -> delete(revision.getParent());
                case 8 -> replace(revision.resolve("marathon.json.mustache"), "{\"id\": \"/" + count + "\"}");
                case 9 -> repo.file("meta/version.json", "{\"version\": \"3.0." + (count % 10) + "\"}");
                case 10 -> template("package.ftlh", "<p>${view.name!\"none\"} " + count + "</p>");
                default -> template("index.ftlh", random.nextBoolean() ? "<p>" + count + "</p>" : "<#if");
            }
            return kind + " " + name + "/" + number;
        }

        /** Removes what cannot be built. */
        void mend() throws IOException {
            for (Path revision : broken) {
                delete(revision);
            }
            broken.clear();
            for (String template : List.of("package.ftlh", "index.ftlh")) {
                Files.deleteIfExists(templates.resolve(template));
            }
        }

        /** As editors do it: the new file takes the old one's name. */
        private static void replace(Path file, String text) throws IOException {
            if (Files.exists(file)) {
                Path next = Files.writeString(file.resolveSibling("next.tmp"), text);
                Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
            }
        }

        private void template(String name, String text) throws IOException {
            if (random.nextInt(3) == 0) {
                Files.deleteIfExists(templates.resolve(name));
            } else {
                Files.writeString(templates.resolve(name), text);
            }
        }

        private static void delete(Path tree) throws IOException {
            if (Files.exists(tree)) {
                try (Stream<Path> files = Files.walk(tree)) {
                    for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(file);
                    }
                }
            }
        }
    }
}
