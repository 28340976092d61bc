package io.github.orrery.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.orrery.testing.Shell;
import io.github.orrery.testing.TestRepo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The action's script, run as GitHub runs it, in a pull request made on the spot. */
class ActionTest {
    private static final Path ACTION =
            Path.of("../.github/actions/orrery").toAbsolutePath().normalize();

    @TempDir
    private Path directory;

    private Path workspace;
    private final Map<String, String> environment = new LinkedHashMap<>();

    @BeforeEach
    void beginAPullRequest() throws IOException {
        workspace = Files.createDirectory(directory.resolve("workspace"));
        Files.createDirectory(directory.resolve("temp"));
        // The program as the tests have it, in the place where the action looks for it.
        Path home = Files.createDirectories(directory.resolve("action/.github/actions/orrery"));
        Files.copy(ACTION.resolve("run"), home.resolve("run"));
        Files.setPosixFilePermissions(home.resolve("run"), PosixFilePermissions.fromString("rwxr-xr-x"));
        program(directory.resolve("action/orrery"));
        environment.put("GITHUB_ACTION_PATH", home.toString());
        environment.put("GITHUB_OUTPUT", directory.resolve("output").toString());
        environment.put("GITHUB_STEP_SUMMARY", directory.resolve("summary").toString());
        environment.put("RUNNER_TEMP", directory.resolve("temp").toString());
        environment.put("GITHUB_EVENT_NAME", "pull_request");
        environment.put("ACTION_REPOSITORY", "example/orrery");
        environment.put("NO_COLOR", "1");
        Map.of(
                        "COMMAND", "check",
                        "ROOT", "repo",
                        "OUT", "site",
                        "BASE_URL", "",
                        "DCOS_VERSIONS", "",
                        "DESTINATION", "",
                        "COMPARE_WITH", "",
                        "FAIL_ON", "error",
                        "VERSION", "",
                        "VERIFY_CHECKSUM", "true")
                .forEach((name, value) -> environment.put("INPUT_" + name, value));
        TestRepo.in(workspace.resolve("repo")).revision("kafka", 0, r -> {}).path();
        git("init", "-q");
        commit("base");
    }

    @Test
    void aPullRequestGetsAnnotationsAReportAndWhatWouldChange() throws IOException {
        TestRepo.in(workspace.resolve("repo")).revision("kafka", 0, r -> {}).revision("kafka", 1, r -> r.set(
                        "version", "\"2.0.0\"")
                .file("marathon.json.mustache", "{\"id\": \"kafka\", \"env\": {\"A\": \"{{unknown}}\"}}\n"));
        commit("change");

        Shell.Result result = run();
        assertThat(result.status()).as(result.output()).isZero();
        assertThat(result.output()).contains("::warning file=repo/packages/K/kafka/1/");
        assertThat(Files.readString(Path.of(outputs().get("report")))).contains("\"version\":\"2.1.0\"");
        assertThat(outputs()).containsEntry("changed-packages", "kafka");
        assertThat(summary())
                .startsWith("## Check of `repo`\n")
                .contains("## What clusters would see\n\n### DC/OS 1.6.1, 1.7, 1.8")
                .contains("`installs 2.0.0 (revision 1) in place of 1.0.0 (revision 0)`");
    }

    @Test
    void aRepositoryIsCheckedOnceAndComparedOnce() throws IOException {
        TestRepo.in(workspace.resolve("repo")).revision("kafka", 1, r -> {});
        commit("change");

        assertThat(run().status()).isZero();

        assertThat(Files.readAllLines(directory.resolve("calls"))).containsExactly("check", "diff");
    }

    /** The words of a package in the log begin no line, and stand between the runner's own marks. */
    @Test
    void whatAPackageSaysIsNoCommandOfTheRunner() throws IOException {
        TestRepo.in(workspace.resolve("repo"))
                .revision("kafka", 1, r -> r.set("version", "\"##[add-mask]2\"").set("packagingVersion", "\"2.0\""));
        commit("change");

        String output = run().output();

        assertThat(output).contains("##[add-mask]2");
        int stopped = output.indexOf("::stop-commands::");
        String token = output.substring(stopped + 17, output.indexOf('\n', stopped));
        assertThat(token).matches("[0-9a-f]{32}");
        String between = output.substring(stopped, output.indexOf("\n::" + token + "::\n", stopped));
        assertThat(between).contains("##[add-mask]2");
        assertThat(output.replace(between, "").lines())
                .filteredOn(line -> !line.startsWith("::")) // an annotation, which is one command to its end
                .noneMatch(line -> line.contains("##["));
    }

    @Test
    void errorsFailTheStepUnlessNothingMay() throws IOException {
        TestRepo.in(workspace.resolve("repo")).revision("kafka", 1, r -> r.unset("tags"));
        commit("change");

        Shell.Result result = run();
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.output()).contains("::error file=repo/packages/K/kafka/1/package.json,line=");
        assertThat(outputs()).containsKey("report").doesNotContainKey("changed-packages");

        environment.put("INPUT_FAIL_ON", "never");
        assertThat(run().status()).isZero();
    }

    @Test
    void aCommitThatStandsAloneIsCheckedAndComparedWithNothing() throws IOException {
        Shell.Result result = run();
        assertThat(result.status()).as(result.output()).isZero();
        assertThat(result.output()).contains("::notice::checked out with fetch-depth 2");
        assertThat(summary()).doesNotContain("What clusters would see");
    }

    @Test
    void buildingSaysWhereTheSiteIs() throws IOException {
        environment.put("INPUT_COMMAND", "build");
        environment.put("INPUT_DCOS_VERSIONS", "1.13,2.0");

        Shell.Result result = run();
        assertThat(result.status()).as(result.output()).isZero();
        assertThat(outputs())
                .containsEntry("site-path", "site")
                .containsEntry("index-bytes", Long.toString(Files.size(workspace.resolve("site/repo-up-to-2.0.json"))));
        assertThat(workspace.resolve("site/repo-up-to-1.12.json")).doesNotExist();
    }

    @Test
    void publishingBuildsFirst() throws IOException {
        Path destination = directory.resolve("published");
        environment.put("INPUT_COMMAND", "publish");
        environment.put("INPUT_DESTINATION", destination.toString());

        Shell.Result result = run();
        assertThat(result.status()).as(result.output()).isZero();
        assertThat(destination.resolve("repo-up-to-2.2.json")).exists();
    }

    @Test
    void aReleaseIsTakenOnlyWhenItsSumIsTheRightOne() throws IOException {
        Path release = Files.createDirectories(directory.resolve("releases/v1.2.3"));
        Path unpacked = Files.createDirectories(directory.resolve("orrery-1.2.3"));
        program(unpacked.resolve("orrery"));
        shell("tar", "-czf", release.resolve("orrery-1.2.3.tar.gz").toString(), "orrery-1.2.3");
        shell("sh", "-c", "cd releases/v1.2.3 && sha256sum orrery-1.2.3.tar.gz > SHA256SUMS");
        environment.put("ORRERY_RELEASES", directory.resolve("releases").toUri().toString());
        environment.put("INPUT_VERSION", "1.2.3");
        environment.put("INPUT_COMMAND", "build");
        Files.delete(directory.resolve("action/orrery"));

        assertThat(run().status()).isZero();

        Files.writeString(release.resolve("SHA256SUMS"), "0".repeat(64) + "  orrery-1.2.3.tar.gz\n");
        Shell.Result refused = run();
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.output()).contains("::error::orrery-1.2.3.tar.gz is not what its published sum says");
    }

    @Test
    void aWrongInputIsNamedAndNeverRun() throws IOException {
        environment.put("INPUT_COMMAND", "check; touch " + directory.resolve("run"));
        Shell.Result result = run();
        assertThat(result.status()).isEqualTo(2);
        assertThat(result.output())
                .contains("::error::the input command is ")
                .contains("expected one of: check build publish");

        environment.put("INPUT_COMMAND", "check");
        environment.put("INPUT_ROOT", "$(touch " + directory.resolve("run") + ")");
        assertThat(run().status()).isEqualTo(2);
        assertThat(directory.resolve("run")).doesNotExist();
    }

    private Shell.Result run() throws IOException {
        Files.deleteIfExists(directory.resolve("output"));
        Files.deleteIfExists(directory.resolve("summary"));
        StringBuilder script = new StringBuilder();
        environment.forEach((name, value) -> script.append("export ")
                .append(name)
                .append("='")
                .append(value.replace("'", "'\\''"))
                .append("'\n"));
        script.append("exec \"$GITHUB_ACTION_PATH/run\"\n");
        return Shell.run(workspace, "bash", "-c", script.toString());
    }

    private Map<String, String> outputs() throws IOException {
        Map<String, String> outputs = new TreeMap<>();
        for (String line : Files.readAllLines(directory.resolve("output"))) {
            outputs.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
        }
        return outputs;
    }

    private String summary() throws IOException {
        return Files.readString(directory.resolve("summary"));
    }

    private void program(Path file) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String script = "#!/bin/sh\necho \"$1\" >> '" + directory.resolve("calls") + "'\nexec '" + java + "' -cp '"
                + System.getProperty("java.class.path") + "' io.github.orrery.cli.Main \"$@\"\n";
        Files.write(file, script.getBytes(StandardCharsets.UTF_8));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void commit(String message) {
        git("add", "-A");
        git("-c", "user.name=Test", "-c", "user.email=test@example.com", "commit", "-q", "-m", message);
    }

    private void git(String... arguments) {
        String[] command = new String[arguments.length + 1];
        command[0] = "git";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        Shell.Result result = Shell.run(workspace, command);
        assertThat(result.status()).as(result.output()).isZero();
    }

    private void shell(String... command) {
        Shell.Result result = Shell.run(directory, command);
        assertThat(result.status()).as(result.output()).isZero();
    }
}
