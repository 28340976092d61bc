package io.github.orrery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.orrery.model.DcosReleaseVersion;
import io.github.orrery.problem.Problem;
import io.github.orrery.problem.Severity;
import io.github.orrery.read.SourceChangedException;
import io.github.orrery.site.Family;
import io.github.orrery.testing.BuiltSite;
import io.github.orrery.testing.StrictZip;
import io.github.orrery.testing.Tar;
import io.github.orrery.testing.TestRepo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SiteBuildTest {
    @TempDir
    Path directory;

    /** One version stands in two revisions there, to show what becomes of it. */
    @Test
    void ourOwnUniverseBuildsWithTheOneWarningThatItShows() {
        BuildOptions options = BuildOptions.of(Path.of("..", "repo"), directory.resolve("site"));

        BuildResult result = BuiltSite.run(options);

        assertThat(result.checked().problems())
                .extracting(Problem::severity, Problem::ruleId, problem -> problem.location()
                        .file())
                .containsExactly(tuple(Severity.WARNING, "duplicate-version", "packages/M/mizzen/2/package.json"));
        assertThat(result.written()).isTrue();
        BuiltSite.at(options.out()).demandSums();
        for (String zip : List.of("repo-up-to-1.6.1.zip", "repo-up-to-1.7.zip", "packages.zip")) {
            assertThat(StrictZip.entries(options.out().resolve(zip))).isNotEmpty();
        }
    }

    @Test
    void aWarningThatIsAboutNoRevisionIsNotCountedWithOlderOnes() {
        TestRepo.in(directory.resolve("repo"))
                .file("packages/.left", "x")
                .revision("demo", 0, revision -> revision.file("spare.txt", "x"))
                .revision("demo", 1, revision -> revision.set("version", "\"2.0\""));
        BuildOptions options = BuildOptions.of(directory.resolve("repo"), directory.resolve("site"));
        BuiltSite.run(options);

        Document page = Jsoup.parse(BuiltSite.at(options.out()).text("health.html"));
        assertThat(page.select("#rule-dot-file .n").text()).isEqualTo("1 outside revisions");
        assertThat(page.select("#rule-unknown-file .n").text()).isEqualTo("1 in older revisions");
    }

    @Test
    void aGzipFileIsThereOnlyWhereItIsSmaller() {
        TestRepo.in(directory.resolve("repo"))
                .revision("aa", 0, r -> r.set("packagingVersion", "\"2.0\"")
                        .without("resource.json")
                        .without("config.json")
                        .file("marathon.json.mustache", "{}"))
                .revision("bb", 0, r -> r.set("minDcosReleaseVersion", "\"1.10\""))
                .revision("cc", 0, r -> r.set("minDcosReleaseVersion", "\"2.2\""));
        TestRepo.in(directory.resolve("hidden")).revision("cc", 0, r -> r.set("minDcosReleaseVersion", "\"999\""));

        for (String repo : List.of("repo", "hidden")) {
            BuiltSite site = BuiltSite.of(directory.resolve(repo), directory.resolve("site-of-" + repo));
            for (String path : site.paths()) {
                if (path.endsWith(".gz")) {
                    String plain = path.substring(0, path.length() - 3);
                    assertThat(site.gunzipped(path)).as(path).isEqualTo(site.bytes(plain));
                    assertThat(site.bytes(path).length).as(path).isLessThan(site.bytes(plain).length);
                }
            }
            assertThat(site.paths()).contains("universe.json.gz");
        }
        assertThat(BuiltSite.at(directory.resolve("site-of-hidden")).paths()).doesNotContain("repo-up-to-2.2.json.gz");
    }

    @Test
    void aRepositoryWithoutPackagesIsASiteWithoutPackages() {
        TestRepo.in(directory.resolve("repo"));

        BuiltSite site = BuiltSite.of(directory.resolve("repo"), directory.resolve("site"))
                .demandSums();

        assertThat(site.text("repo-up-to-2.2.json")).isEqualTo("{\"packages\":[]}");
        assertThat(StrictZip.entries(site.bytes("repo-up-to-1.7.zip")).keySet()).contains("universe/repo/packages/");
        assertThat(Tar.gzipped(site.bytes("packages.tgz"))).isEmpty();
    }

    @Test
    void anErrorKeepsTheOldSiteAsItWas() {
        TestRepo repo = TestRepo.in(directory.resolve("repo")).revision("aa", 0).revision("bb", 0);
        BuiltSite site = BuiltSite.of(repo.path(), directory.resolve("site"));
        var before = site.sums();

        repo.revision("bb", 1, r -> r.file("config.json", "{"));
        BuildResult result = BuiltSite.run(BuildOptions.of(repo.path(), directory.resolve("site")));

        assertThat(result.written()).isFalse();
        assertThat(result.sizes()).isEmpty();
        assertThat(site.sums()).isEqualTo(before);
        assertThat(directory.resolve(".site.new")).doesNotExist();
    }

    @Test
    void aZipForALaterOneSevenHoldsFilesForWhatItsIndexNames() {
        TestRepo repo = TestRepo.in(directory.resolve("repo"))
                .revision("aa", 0, r -> r.set("minDcosReleaseVersion", "\"1.7.2\""));
        BuildOptions options = new BuildOptions(
                repo.path(),
                directory.resolve("site"),
                null,
                List.of(DcosReleaseVersion.of("1.7.5")),
                Set.of(),
                BuildOptions.Look.USUAL,
                false,
                false);

        BuiltSite site = BuiltSite.of(options);

        assertThat(StrictZip.entries(site.bytes("repo-up-to-1.7.5.zip")).keySet())
                .contains("universe/repo/packages/A/aa/0/package.json");
        assertThat(StrictZip.entries(site.bytes("packages.zip")).keySet()).doesNotContain("universe/repo/packages/A/");
    }

    @ParameterizedTest
    @EnumSource(Family.class)
    void aFamilyThatIsLeftOutTakesAwayItsFilesOnly(Family family) {
        TestRepo repo = TestRepo.in(directory.resolve("repo"))
                .revision("aa", 0)
                .revision("aa", 1, r -> r.set("packagingVersion", "\"4.0\""));
        BuiltSite all = BuiltSite.of(repo.path(), directory.resolve("all"));

        BuiltSite less = BuiltSite.of(repo.path(), directory.resolve("less"), EnumSet.of(family))
                .demandSums();

        Set<String> gone = all.paths();
        gone.removeAll(less.paths());
        assertThat(less.paths()).isSubsetOf(all.paths());
        for (String path : gone) {
            assertThat(path.endsWith(".gz") ? Family.GZIP.word() + " " + kind(path) : kind(path))
                    .as(path)
                    .contains(family.word());
        }
        // The catalogue, the feeds and the host files speak of the other families.
        for (String path : less.paths()) {
            if (!path.equals("site.json")
                    && !path.equals("SHA256SUMS")
                    && !kind(path).contains("catalogue")
                    && !kind(path).equals("feeds")) {
                assertThat(less.bytes(path)).as(path).isEqualTo(all.bytes(path));
            }
        }
    }

    private static String kind(String path) {
        String plain = path.replaceAll("\\.gz$", "");
        if (plain.matches("(universe|repo-.*)\\.(json|content_type)")) {
            return "indexes";
        }
        if (plain.matches("(.*/)?feed\\.atom|badges/.*")) {
            return "feeds";
        }
        if (plain.matches("[0-9.]+/package/.*")) {
            return "shards";
        }
        if (plain.matches("repo-.*\\.zip")) {
            return "zips";
        }
        if (plain.matches("packages\\.(zip|tgz)")) {
            return "archives";
        }
        if (plain.startsWith("meta/")) {
            return "legacy";
        }
        if (plain.startsWith("schemas/")) {
            return "schemas";
        }
        return plain.matches("404\\.html|\\.nojekyll|_.*|\\.htaccess|hosts/.*")
                ? "hosts catalogue"
                : plain.matches("feed\\.atom|sitemap\\.xml|opensearch\\.xml|badges/.*") ? "feeds" : "catalogue";
    }

    @Test
    void filesThatNoLongerBelongDisappear() {
        TestRepo repo = TestRepo.in(directory.resolve("repo")).revision("aa", 0).revision("bb", 0);
        BuiltSite.of(repo.path(), directory.resolve("site"));
        TestRepo other = TestRepo.in(directory.resolve("other")).revision("bb", 0);

        BuiltSite rebuilt = BuiltSite.of(other.path(), directory.resolve("site"));
        BuiltSite clean = BuiltSite.of(other.path(), directory.resolve("clean"));

        assertThat(rebuilt.sums()).isEqualTo(clean.sums());
    }

    @Test
    void aRepositoryThatChangesDuringTheBuildLeavesTheOldSite() throws IOException {
        TestRepo repo = TestRepo.in(directory.resolve("repo"));
        for (int i = 0; i < 40; i++) {
            repo.revision("package-" + i, 0);
        }
        BuiltSite site = BuiltSite.of(repo.path(), directory.resolve("site"));
        var before = site.sums();
        boolean[] changed = {false};
        Progress change = (phase, done, total) -> {
            if (phase.equals("packages") && !changed[0]) {
                changed[0] = true;
                repo.file("packages/P/package-0/0/config.json", "{\"type\": \"object\", \"properties\": {}}");
            }
        };

        assertThatThrownBy(() ->
                        SiteBuild.run(BuildOptions.of(repo.path(), directory.resolve("site")), Baseline.NONE, change))
                .isInstanceOf(SourceChangedException.class)
                .hasMessageContaining("changed during the build");

        assertThat(site.sums()).isEqualTo(before);
        try (var left = Files.list(directory)) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("repo", "site", ".site.lock");
        }
    }

    @Test
    void twoDirectoriesOfOnePackageNameAreAProblemAndNoCrash() {
        TestRepo repo = TestRepo.in(directory.resolve("repo")).revision("aa", 0);
        repo.file(
                "packages/B/aa/0/package.json",
                "{\"packagingVersion\": \"3.0\", \"name\": \"aa\", \"version\": \"1\", \"maintainer\": \"m\","
                        + " \"description\": \"d\", \"tags\": []}");

        BuildResult result = BuiltSite.run(BuildOptions.of(repo.path(), directory.resolve("site")));

        assertThat(result.checked().hasErrors()).isTrue();
        assertThat(directory.resolve("site")).doesNotExist();
    }

    @Test
    void namesThatDifferOnlyByCaseAreAProblem() {
        TestRepo repo = TestRepo.in(directory.resolve("repo")).file("meta/version.json", "{\"version\": \"1.0.0\"}");
        for (String name : List.of("Foo", "foo")) {
            repo.file(
                            "packages/F/" + name + "/0/package.json",
                            "{\"name\": \"" + name
                                    + "\", \"version\": \"1\", \"maintainer\": \"m\", \"description\": \"d\", \"tags\": []}")
                    .file("packages/F/" + name + "/0/marathon.json", "{}");
        }

        BuildResult result = BuiltSite.run(BuildOptions.of(repo.path(), directory.resolve("site")));

        assertThat(result.checked().hasErrors()).isTrue();
    }

    @Test
    void theSummaryCountsEveryFile() {
        TestRepo repo = TestRepo.in(directory.resolve("repo")).revision("aa", 0);

        BuildResult result = BuiltSite.run(BuildOptions.of(repo.path(), directory.resolve("site")));

        BuiltSite site = BuiltSite.at(directory.resolve("site"));
        assertThat(result.sizes().stream().mapToInt(size -> size.files()).sum())
                .isEqualTo(site.paths().size() - 2);
        long bytes = 0;
        for (JsonNode file : site.json("site.json").path("files")) {
            bytes += file.path("size").asLong();
        }
        assertThat(result.sizes().stream().mapToLong(size -> size.bytes()).sum())
                .isEqualTo(bytes);
        assertThat(result.indexes()).hasSize(11).allSatisfy(index -> assertThat(site.paths())
                .contains(index.path()));
    }
}
