package io.github.orrery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.orrery.testing.TinySite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishCommandTest {
    @TempDir
    private Path directory;

    @Test
    void aDryRunPrintsThePlanAndChangesNothing() throws IOException {
        Path site = site("site", 1);
        Path target = directory.resolve("www");

        TestConsole console = publish(ExitStatus.DONE, target.toString(), "--site", site.toString(), "--dry-run");

        assertThat(console.out()).contains("write  index.html (10 bytes)", "would publish version 1: ");
        assertThat(target).doesNotExist();
    }

    @Test
    void aDirectoryIsPublishedAndRolledBack() throws IOException {
        Path target = directory.resolve("www");
        publish(ExitStatus.DONE, target.toString(), "--site", site("one", 1).toString());
        publish(ExitStatus.DONE, target.toString(), "--site", site("two", 2).toString());
        assertThat(target.resolve("index.html")).hasContent("<h1>2</h1>");

        TestConsole console = publish(ExitStatus.DONE, target.toString(), "--rollback");

        assertThat(console.out()).startsWith("published version 3: 0 bytes sent");
        assertThat(target.resolve("index.html")).hasContent("<h1>1</h1>");
    }

    @Test
    void aSiteThatIsThereAlreadyIsNothingToDo() throws IOException {
        String site = site("site", 1).toString();
        String target = directory.resolve("www").toString();
        publish(ExitStatus.DONE, target, "--site", site);

        assertThat(publish(ExitStatus.DONE, target, "--site", site).out())
                .isEqualTo("nothing to do: version 1 is this site\n");
        assertThat(publish(ExitStatus.DONE, target, "--site", site, "--json").out())
                .isEqualTo("{\"outcome\":\"unchanged\",\"version\":1,\"bytesToSend\":0,\"send\":[],\"write\":[],"
                        + "\"delete\":[],\"leave\":[]}\n");
    }

    @Test
    void aRevisionThatChangedIsRefusedUnlessMeant() throws IOException {
        String target = directory.resolve("www").toString();
        publish(ExitStatus.DONE, target, "--site", site("site", 1).toString());
        Path changed = directory.resolve("changed");
        TinySite.of(changed, 1, "kafka", "spark");
        Path two = directory.resolve("three");
        TinySite.of(two, 1, "spark");

        TestConsole refused = publish(ExitStatus.PROBLEMS, target, "--site", two.toString());

        assertThat(refused.err())
                .isEqualTo("orrery: refused: 1 of 1 packages would go (kafka), more than a tenth. Where that is meant,"
                        + " add --allow-removals\n");
        publish(ExitStatus.DONE, target, "--site", changed.toString());
        publish(ExitStatus.DONE, target, "--site", two.toString(), "--allow-removals");
    }

    @Test
    void wordsThatAreNoDestinationAreWrongUsage() throws IOException {
        assertThat(publish(ExitStatus.WRONG_USAGE, "ftp://host/").err())
                .startsWith(
                        "orrery: DEST: \"ftp://host/\" is no destination, expected a directory, s3://BUCKET/PREFIX");
        publish(ExitStatus.WRONG_USAGE, "git:ext::sh -c id#x");
        publish(ExitStatus.WRONG_USAGE, "git:-u touch x#x");
        publish(ExitStatus.WRONG_USAGE, "git:ssh://-oProxyCommand=id/x");
        publish(ExitStatus.WRONG_USAGE, "s3://bucket/../x");
        publish(ExitStatus.WRONG_USAGE);
    }

    @Test
    void aDirectoryWithoutASiteIsRefused() throws IOException {
        Path empty = Files.createDirectory(directory.resolve("empty"));

        assertThat(publish(ExitStatus.PROBLEMS, directory.resolve("www").toString(), "--site", empty.toString())
                        .err())
                .isEqualTo("orrery: " + empty + ": holds no site.json, expected a site that 'orrery build' made\n");
    }

    private Path site(String name, int revisions) throws IOException {
        Path site = directory.resolve(name);
        TinySite.of(site, revisions);
        return site;
    }

    private static TestConsole publish(int status, String... words) {
        TestConsole console = TestConsole.ofFile(Map.of());
        String[] all = new String[words.length + 1];
        all[0] = "publish";
        System.arraycopy(words, 0, all, 1, words.length);
        assertThat(CommandLineRun.run(all, console.console())).as(console.err()).isEqualTo(status);
        return console;
    }
}
