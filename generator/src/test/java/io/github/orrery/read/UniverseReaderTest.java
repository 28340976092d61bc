package io.github.orrery.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.orrery.model.RepositoryFormat;
import io.github.orrery.model.Revision;
import io.github.orrery.model.SourceFile;
import io.github.orrery.model.UniversePackage;
import io.github.orrery.problem.Problem;
import io.github.orrery.problem.Problems;
import io.github.orrery.read.UniverseTree.PackageDirectory;
import io.github.orrery.testing.TestRepo;
import io.github.orrery.testing.Texts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UniverseReaderTest {
    @TempDir
    Path directory;

    private final Problems problems = new Problems();

    @Test
    void takesADirectoryThatHoldsPackagesOrRepoPackages() throws IOException {
        TestRepo.in(directory.resolve("outer/repo")).revision("kafka", 0);

        assertThat(UniverseReader.open(directory.resolve("outer/repo"), problems)
                        .tree()
                        .packages())
                .hasSize(1);
        assertThat(UniverseReader.open(directory.resolve("outer"), problems)
                        .tree()
                        .root())
                .isEqualTo(directory.resolve("outer/repo"));
        assertThatThrownBy(() -> UniverseReader.open(directory.resolve("none"), problems))
                .isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> UniverseReader.open(directory, problems)).isInstanceOf(NotDirectoryException.class);
    }

    @Test
    void readsPackagesByNameAndRevisionsByNumber() throws IOException {
        TestRepo.in(directory)
                .revision("zookeeper", 0)
                .revision("kafka", 10)
                .revision("kafka", 9)
                .revision("kafka", 100)
                .revision("kafka-x", 0)
                .revision("kafka2", 0);

        List<UniversePackage> packages = read();

        assertThat(packages)
                .extracting(p -> p.name().value())
                .containsExactly("kafka", "kafka-x", "kafka2", "zookeeper");
        assertThat(packages.get(0).revisions())
                .extracting(Revision::releaseVersion)
                .containsExactly(9L, 10L, 100L);
        assertThat(problems.sorted()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0.1.0-alpha, V1",
        "1.0.0-rc1, V1",
        "1.9.9, V1",
        "2.0.0, V2",
        "2.0.0-rc2, V2",
        "3.0.0, V3",
        "3.0.0-SNAPSHOT, V3"
    })
    void theVersionFileDecidesTheGeneration(String version, RepositoryFormat format) throws IOException {
        TestRepo.in(directory).file("meta/version.json", "{ \"version\": \"" + version + "\" }\n\n");

        UniverseTree tree = UniverseReader.open(directory, problems).tree();

        assertThat(tree.format()).isEqualTo(format);
        assertThat(tree.version()).isEqualTo(version);
    }

    @Test
    void withoutVersionFileMarathonJsonWithoutPackagingVersionIsTheFirstGeneration() throws IOException {
        firstGeneration("kafka", 0, "");
        assertThat(UniverseReader.open(directory, problems).tree().format()).isEqualTo(RepositoryFormat.V1);

        TestRepo.in(directory).revision("other", 0);
        assertThat(UniverseReader.open(directory, problems).tree().format()).isEqualTo(RepositoryFormat.V3);
    }

    @Test
    void aBrokenVersionFileIsAnError() throws IOException {
        for (String text :
                List.of("", "{", "[]", "{\"version\": 2}", "{\"version\": \"4.0.0\"}", "{\"version\": \"2\"}")) {
            Problems found = new Problems();
            TestRepo.in(directory).revision("kafka", 0, r -> {}).file("meta/version.json", text);

            UniverseReader.open(directory, found);

            assertThat(found.sorted()).as(text).extracting(Problem::ruleId).containsExactly("repository-format");
        }
    }

    @Test
    void aFirstGenerationRevisionBecomesPackagingVersionTwo() throws IOException {
        firstGeneration("kafka", 0, ", \"images\": {\"icon-small\": \"u\"}, \"scm\": \"s\"");
        TestRepo.in(directory)
                .file("packages/K/kafka/0/config.json", "{\"properties\": {}}")
                .file("packages/K/kafka/0/command.json", "{\"python\": \"https://example.com/a.egg\"}");

        Revision revision = read().get(0).newest();

        assertThat(Texts.shown(revision.packageJson().tree()))
                .isEqualTo("{'packagingVersion':'2.0','name':'kafka','version':'1.0','scm':'s'}");
        assertThat(Texts.shown(revision.resource().orElseThrow().tree())).isEqualTo("{'images':{'icon-small':'u'}}");
        assertThat(Texts.shown(revision.config().orElseThrow().tree())).isEqualTo("{'properties':{}}");
        assertThat(Texts.shown(revision.command().orElseThrow().tree()))
                .isEqualTo("{'pip':['https://example.com/a.egg']}");
        assertThat(revision.template().orElseThrow().bytes()).asString().isEqualTo("{\"id\": \"{{x}}\"}\r\n");
        assertThat(revision.minDcosReleaseVersion()).isEmpty();
        assertThat(problems.sorted()).isEmpty();
    }

    @Test
    void placesOfWhatMovedAreThoseInPackageJson() throws IOException {
        firstGeneration("kafka", 0, ",\n \"images\": {\"icon-small\": 1}");

        Revision revision = read().get(0).newest();

        assertThat(revision.locate("/resource/images/icon-small"))
                .returns("packages/K/kafka/0/package.json", location -> location.file())
                .returns(2, location -> location.line());
    }

    @Test
    void theEmbeddedSchemaBecomesTheConfigAndItsBooleanRequiredAList() throws IOException {
        firstGeneration(
                "kafka",
                0,
                ", \"dependencies\": [], \"dataSchema\": {\"type\": \"object\", \"properties\": {"
                        + "\"a\": {\"type\": \"string\", \"required\": true},"
                        + "\"b\": {\"type\": \"string\", \"required\": false},"
                        + "\"required\": {\"type\": \"string\"},"
                        + "\"c\": {\"required\": [\"e\"], \"properties\": {\"d\": {\"required\": true}, \"e\": {}}}}}");

        Revision revision = read().get(0).newest();

        assertThat(Texts.shown(revision.config().orElseThrow().tree()))
                .isEqualTo("{'type':'object','properties':{'a':{'type':'string'},'b':{'type':'string'},"
                        + "'required':{'type':'string'},"
                        + "'c':{'required':['e','d'],'properties':{'d':{},'e':{}}}},'required':['a']}");
        assertThat(problems.sorted()).extracting(Problem::ruleId).containsExactly("required-boolean");
        assertThat(Texts.shown(revision.packageJson().tree())).doesNotContain("dataSchema", "dependencies");
    }

    @Test
    void membersThatTheOriginalsZipsCarryAreRemovedFromTheSecondGeneration() throws IOException {
        TestRepo.in(directory)
                .file("meta/version.json", "{\"version\": \"2.0.0\"}")
                .revision("kafka", 0, r -> r.set("packagingVersion", "\"2.0\"")
                        .set("lastUpdated", "1")
                        .set("hasKnownIssues", "true")
                        .set("manager", "{}"));

        Revision revision = read().get(0).newest();

        assertThat(Texts.shown(revision.packageJson().tree()))
                .doesNotContain("lastUpdated", "hasKnownIssues", "manager");
        assertThat(problems.sorted())
                .extracting(Problem::ruleId)
                .containsExactly("removed-member", "removed-member", "removed-member");
    }

    @ParameterizedTest
    @CsvSource({"1.0.0, 2.0", "2.0.0, 3.0"})
    void aPackagingVersionThatTheGenerationDoesNotKnowIsAContradiction(String version, String packaging)
            throws IOException {
        TestRepo.in(directory)
                .file("meta/version.json", "{\"version\": \"" + version + "\"}")
                .revision("kafka", 0, r -> r.set("packagingVersion", "\"" + packaging + "\""));

        assertThat(read()).isEmpty();
        assertThat(problems.sorted()).extracting(Problem::ruleId).contains("repository-format");
    }

    @Test
    void aRepeatedKeyIsAWarningTodayAndAnErrorInOldGenerations() throws IOException {
        TestRepo.in(directory).revision("kafka", 0, r -> r.set("packagingVersion", "\"2.0\"")
                .file("config.json", "{\"a/~b\": {\"x\": 1},\n\"a/~b\": 2}"));
        read();

        assertThat(problems.sorted()).singleElement().satisfies(problem -> {
            assertThat(problem.isError()).isFalse();
            assertThat(problem.location().line()).isEqualTo(2);
            assertThat(problem.message()).contains("the key \"a/~b\"", "line 1 column 2");
        });

        TestRepo.in(directory).file("meta/version.json", "{\"version\": \"2.0.0\"}");
        read();

        assertThat(problems.sorted()).anySatisfy(problem -> {
            assertThat(problem.ruleId()).isEqualTo("duplicate-key");
            assertThat(problem.isError()).isTrue();
        });
    }

    @Test
    void aTemplateKeepsEveryByteAndNeedNotBeAscii() throws IOException {
        byte[] template = "\ufeff{\"a\": \"é\"}\r\n\r\n".getBytes(StandardCharsets.UTF_8);
        TestRepo.in(directory).revision("kafka", 0, r -> r.file("marathon.json.mustache", template));

        assertThat(read().get(0).newest().template().orElseThrow().bytes()).isEqualTo(template);
    }

    @Test
    void aTemplateOfNoBytesCountsAsNone() throws IOException {
        TestRepo.in(directory).revision("kafka", 0, r -> r.file("marathon.json.mustache", ""));

        assertThat(read().get(0).newest().template()).isEmpty();
    }

    @Test
    void oneBrokenRevisionDoesNotHideTheProblemsOfOthers() throws IOException {
        TestRepo.in(directory)
                .revision("kafka", 0, r -> r.file("config.json", "{"))
                .revision("kafka", 1, r -> r.file("config.json", "[]").file("resource.json", "nope"))
                .revision("kafka", 2)
                .revision("zz", 0, r -> r.without("package.json").file("package.json", ""));

        List<UniversePackage> packages = read();

        assertThat(packages).hasSize(1);
        assertThat(packages.get(0).revisions())
                .extracting(Revision::releaseVersion)
                .containsExactly(2L);
        assertThat(problems.sorted())
                .extracting(problem -> problem.location().file() + " " + problem.ruleId())
                .containsExactly(
                        "packages/K/kafka/0/config.json json-syntax",
                        "packages/K/kafka/1/config.json not-an-object",
                        "packages/K/kafka/1/resource.json json-syntax",
                        "packages/Z/zz/0/package.json json-syntax");
    }

    @Test
    void theNewestUpdateIsThatOfAnyRevision() throws IOException {
        TestRepo.in(directory)
                .revision("kafka", 0, r -> r.set("lastUpdated", "1500000001"))
                .revision("kafka", 1, r -> r.set("lastUpdated", "1500000000"))
                .revision("zz", 0, r -> r.set("lastUpdated", "-5"))
                .revision("zz", 1, r -> r.set("lastUpdated", "\"1600000000\""))
                .revision("zz", 2, r -> r.set("lastUpdated", "1e400"))
                .revision("zz", 3, r -> r.set("lastUpdated", "1e-99999999999"))
                .revision("zz", 4, r -> r.set("lastUpdated", "9223372036854775808"))
                .revision("zz", 5, r -> r.set("lastUpdated", "1e300"));

        assertThat(UniverseReader.open(directory, problems).newestUpdate()).isEqualTo(1500000001);
    }

    @Test
    void filesBelowMetaAreTakenAsTheyAre() throws IOException {
        TestRepo.in(directory)
                .file("meta/version.json", "{\"version\": \"3.0.0\"}")
                .file("meta/schema/a.json", "{}")
                .file("meta/.hidden", "x");

        List<SourceFile> files = UniverseReader.open(directory, problems).metaFiles(problems);

        assertThat(files).extracting(SourceFile::path).containsExactly("meta/schema/a.json", "meta/version.json");
    }

    @Test
    void aFileThatChangesAfterItWasReadIsNoticed() throws IOException {
        TestRepo repo = TestRepo.in(directory).revision("kafka", 0);
        UniverseReader reader = UniverseReader.open(directory, problems);
        for (PackageDirectory found : reader.tree().packages()) {
            reader.read(found);
        }
        reader.checkUnchanged();

        repo.file("packages/K/kafka/0/config.json", "{\"type\": \"object\"}");

        assertThatThrownBy(reader::checkUnchanged)
                .isInstanceOf(SourceChangedException.class)
                .hasMessageContaining("config.json");
    }

    @ParameterizedTest
    @CsvSource({"packages/K/kafka/0/command.json", "packages/K/kafka/1/package.json", "packages/A/aa/0/package.json"})
    void aFileThatAppearsAfterReadingIsNoticed(String file) throws IOException {
        TestRepo repo = TestRepo.in(directory).revision("kafka", 0);
        UniverseReader reader = UniverseReader.open(directory, problems);
        for (PackageDirectory found : reader.tree().packages()) {
            reader.read(found);
        }

        repo.file(file, "{}");

        assertThatThrownBy(reader::checkUnchanged).isInstanceOf(SourceChangedException.class);
    }

    private void firstGeneration(String name, int revision, String more) {
        String path = "packages/" + name.substring(0, 1).toUpperCase(Locale.ROOT) + "/" + name + "/" + revision + "/";
        TestRepo.in(directory)
                .file(path + "package.json", "{\"name\": \"" + name + "\", \"version\": \"1.0\"" + more + "}")
                .file(path + "marathon.json", "{\"id\": \"{{x}}\"}\r\n");
    }

    private List<UniversePackage> read() throws IOException {
        UniverseReader reader = UniverseReader.open(directory, problems);
        List<UniversePackage> packages = new ArrayList<>();
        for (PackageDirectory found : reader.tree().packages()) {
            PackageReading reading = reader.read(found);
            problems.addAll(reading.problems());
            reading.universePackage().ifPresent(packages::add);
        }
        reader.metaFiles(problems);
        return packages;
    }
}
