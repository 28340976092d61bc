package io.github.orrery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.orrery.json.Json;
import io.github.orrery.publication.CommitRecord;
import io.github.orrery.publication.PublishedFile;
import io.github.orrery.testing.FakeClock;
import io.github.orrery.testing.TinySite;
import io.github.orrery.verify.Fault;
import io.github.orrery.verify.Finding;
import io.github.orrery.verify.Verdict;
import io.github.orrery.verify.Verification;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class PublishCommandTest {
    private static final String URL = "https://universe.example.com/";

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
                .isEqualTo("{\"schemaVersion\":1,\"outcome\":\"unchanged\",\"version\":1,\"bytesToSend\":0,\"send\":[],"
                        + "\"write\":[],\"delete\":[],\"leave\":[],\"replace\":[],\"purge\":[]}\n");
    }

    @Test
    void programsLearnWhatCachesShouldLetGoOf() throws IOException {
        String target = directory.resolve("www").toString();
        assertThat(publish(ExitStatus.DONE, target, "--site", site("one", 1).toString(), "--json")
                        .out())
                .contains("\"purge\":[]");

        String out = publish(ExitStatus.DONE, target, "--site", site("two", 2).toString(), "--json")
                .out();

        assertThat(Json.parseOwn(out.getBytes(StandardCharsets.US_ASCII)).path("purge"))
                .extracting(JsonNode::asText)
                .containsExactly(
                        "/",
                        "/2.2/package/kafka.json",
                        "/2.2/package/kafka.json.gz",
                        "/SHA256SUMS",
                        "/index.html",
                        "/package/kafka",
                        "/packages.tgz",
                        "/packages/kafka/",
                        "/packages/kafka/index.html",
                        "/repo",
                        "/repo-up-to-2.2.json",
                        "/repo-up-to-2.2.json.gz",
                        "/site.json",
                        "/universe.json",
                        "/universe.json.gz");
    }

    @Test
    void looksAtThePublicAddressUntilItShowsThePublication() throws IOException {
        String target = directory.resolve("www").toString();
        FakeClock clock = new FakeClock();
        AtomicInteger looks = new AtomicInteger();
        VerifyCommand.Verifier caching = (url, limits, depth) -> Optional.of(seen(
                url, looks.incrementAndGet() < 4 ? 1 : 2, looks.get() < 3 ? List.of(fault(Fault.SUM)) : List.of()));
        publish(ExitStatus.DONE, target, "--site", site("one", 1).toString());
        Instant begin = clock.now();

        TestConsole console = run(
                caching,
                clock,
                ExitStatus.DONE,
                target,
                "--site",
                site("two", 2).toString(),
                "--verify",
                URL);

        assertThat(looks).hasValue(4);
        assertThat(Duration.between(begin, clock.now())).isEqualTo(Duration.ofSeconds(30));
        assertThat(console.out())
                .startsWith("published version 2: ")
                .contains("DC/OS 1.13  yes  1 package, 2 revisions")
                .endsWith(URL + ": 9 files, nothing wrong\n");
    }

    @Test
    void saysThatTheAddressNeverShowsThePublication() throws IOException {
        String target = directory.resolve("www").toString();
        FakeClock clock = new FakeClock();
        Instant begin = clock.now();

        TestConsole console = run(
                (url, limits, depth) -> Optional.of(seen(url, 0, List.of())),
                clock,
                ExitStatus.PROBLEMS,
                target,
                "--site",
                site("one", 1).toString(),
                "--verify",
                URL,
                "--json");

        assertThat(Duration.between(begin, clock.now())).isGreaterThan(Duration.ofMinutes(5));
        assertThat(console.err())
                .isEqualTo("orrery: " + URL + ": still shows version 0: a cache holds it, or it is not"
                        + " the address of this destination\n");
        assertThat(console.out()).contains("\"outcome\":\"published\"", "\"verification\":{\"schemaVersion\":1,");
    }

    @Test
    void doesNotWaitForWhatTimeWillNotMend() throws IOException {
        FakeClock clock = new FakeClock();
        Instant begin = clock.now();

        TestConsole console = run(
                (url, limits, depth) -> Optional.of(seen(url, 1, List.of(fault(Fault.TYPE)))),
                clock,
                ExitStatus.PROBLEMS,
                directory.resolve("www").toString(),
                "--site",
                site("one", 1).toString(),
                "--verify",
                URL);

        assertThat(clock.now()).isEqualTo(begin);
        assertThat(console.out()).contains("remedy: mend it");
    }

    @Test
    void aBranchIsNotLookedAtWhichIsServedLater() throws IOException {
        assertThat(publish(ExitStatus.WRONG_USAGE, "git:.#gh-pages", "--verify", URL)
                        .err())
                .contains("a branch is served some time after");
        publish(ExitStatus.WRONG_USAGE, "www", "--verify", "universe.example.com");
        publish(ExitStatus.WRONG_USAGE, "www", "--verify", "https://universe.example.com/repo");
    }

    @Test
    void hostsThatWillNotTakeAFileAreNamed() throws IOException {
        Path site = site("site", 1);
        Path large = site.resolve("packages.tgz");
        Files.write(large, new byte[26 << 20]);
        Path list = site.resolve("site.json");
        Files.writeString(
                list,
                Files.readString(list).replaceFirst("(\"path\":\"packages.tgz\",\"size\":)[0-9]+", "$1" + (26 << 20)));

        TestConsole console = publish(
                ExitStatus.DONE,
                directory.resolve("www").toString(),
                "--site",
                site.toString(),
                "--dry-run",
                "--verify",
                "https://universe.pages.dev/");

        assertThat(console.err())
                .isEqualTo(
                        "orrery: note: packages.tgz has 27,262,976 bytes; Cloudflare Pages takes files up to 25 MiB\n");
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
        assertThat(publish(ExitStatus.WRONG_USAGE, "s3:/bucket/x").err()).contains("expected a directory, s3://BUCKET");
        assertThat(publish(ExitStatus.WRONG_USAGE, "git@github.com:me/x.git").err())
                .contains("git:REPOSITORY#BRANCH");
        publish(ExitStatus.WRONG_USAGE);
    }

    @Test
    void aSiteIsNotPublishedIntoItself() throws IOException {
        Path site = site("site", 1);
        Path link = Files.createSymbolicLink(directory.resolve("link"), site);
        for (Path target : List.of(site, site.resolve("below/it"), link, link.resolve("packages"))) {
            assertThat(publish(ExitStatus.WRONG_USAGE, target.toString(), "--site", site.toString())
                            .err())
                    .startsWith("orrery: DEST: " + target + " is the site itself or within it, expected another");
        }
        assertThat(site.resolve("timestamp.json")).doesNotExist();
        publish(ExitStatus.DONE, directory.resolve("site-2").toString(), "--site", site.toString());
    }

    @Test
    void aDirectoryWithoutASiteIsRefused() throws IOException {
        Path empty = Files.createDirectory(directory.resolve("empty"));

        assertThat(publish(ExitStatus.PROBLEMS, directory.resolve("www").toString(), "--site", empty.toString())
                        .err())
                .isEqualTo("orrery: " + empty + ": holds no site.json, expected a site that 'orrery build' made\n");
    }

    private static Finding fault(Fault fault) {
        return new Finding(fault, URL, List.of(), "is wrong", "mend it");
    }

    private static Verification seen(String url, long version, List<Finding> findings) {
        CommitRecord record =
                CommitRecord.of(version, new FakeClock().now(), new PublishedFile.Sum("0".repeat(64), 1), "publisher");
        Verdict verdict = new Verdict("DC/OS 1.13", url + "repo-up-to-1.13.json", 1, 2, List.of());
        return new Verification(url, 9, findings, List.of(verdict), record);
    }

    private Path site(String name, int revisions) throws IOException {
        Path site = directory.resolve(name);
        TinySite.of(site, revisions);
        return site;
    }

    private static TestConsole run(VerifyCommand.Verifier verifier, FakeClock clock, int status, String... words) {
        TestConsole console = TestConsole.ofFile(Map.of());
        CommandLine line = new CommandLine(new PublishCommand(console.console(), verifier, clock).spec());
        assertThat(line.execute(words)).as(console.err()).isEqualTo(status);
        return console;
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
