package io.github.orrery.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.orrery.publish.PublishResult.Outcome;
import io.github.orrery.testing.FakeClock;
import io.github.orrery.testing.Shell;
import io.github.orrery.testing.TinySite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitBranchTest {
    private static final PublishOptions DRY = new PublishOptions(true, false, false, false, 1);

    @TempDir
    Path directory;

    private Path repository;

    @BeforeEach
    void makeARepository() {
        repository = directory.resolve("repository");
        Shell.run(directory, "git", "init", "-q", "-b", "main", repository.toString());
    }

    @Test
    void theBranchHoldsExactlyTheSite() throws Exception {
        Path site = directory.resolve("site");
        TinySite.of(site, 2);
        Files.writeString(site.resolve(".gitignore"), "*\n");

        PublishResult result = branch().publish(LocalSite.read(site));

        assertThat(result.outcome()).isEqualTo(Outcome.PUBLISHED);
        assertThat(git("ls-tree", "-r", "--name-only", "gh-pages").lines())
                .containsExactlyElementsOf(LocalSite.read(site).files().keySet());
        assertThat(git("show", "gh-pages:index.html")).isEqualTo("<h1>2</h1>");
        assertThat(git("log", "--format=%s %an", "gh-pages")).isEqualTo("Publish the site Orrery\n");
    }

    @Test
    void theSameSiteAgainMakesNoCommit() throws Exception {
        branch().publish(site(1));
        assertThat(branch().publish(site(1)).outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(git("rev-list", "--count", "gh-pages")).isEqualTo("1\n");
    }

    @Test
    void aDryRunTellsWhatThenHappensAndMakesNoCommit() throws Exception {
        branch().publish(site(1));
        LocalSite next = site(2);

        PublishPlan planned =
                new GitBranch(destination(), DRY, new FakeClock()).publish(next).plan();

        assertThat(git("rev-list", "--count", "gh-pages")).isEqualTo("1\n");
        assertThat(branch().publish(next).plan()).isEqualTo(planned);
        assertThat(planned.filesToWrite()).extracting(PublishAction.Put::key).contains("index.html");
    }

    @Test
    void goesBackToThePublicationBeforeAndFurtherEachTime() throws Exception {
        for (int i = 1; i <= 3; i++) {
            branch().publish(site(i));
        }
        branch().rollBack();
        assertThat(git("show", "gh-pages:index.html")).isEqualTo("<h1>2</h1>");
        assertThat(branch().rollBack().version()).isEqualTo(5);
        assertThat(git("show", "gh-pages:index.html")).isEqualTo("<h1>1</h1>");
        assertThatThrownBy(() -> branch().rollBack())
                .isInstanceOf(PublishRefusedException.class)
                .hasMessageEndingWith("there is no publication before the current one");
    }

    @Test
    void aRevisionThatChangedIsRefused() throws Exception {
        branch().publish(site(2));

        assertThatThrownBy(() -> branch().publish(TinySite.changed(directory.resolve("changed"), 2)))
                .isInstanceOf(PublishRefusedException.class)
                .hasMessageContaining("(kafka 0, kafka 1)");
    }

    @Test
    void aBranchThatIsCheckedOutIsRefused() throws Exception {
        branch().publish(site(1));
        git("checkout", "-q", "gh-pages");

        assertThatThrownBy(() -> branch().publish(site(2)))
                .isInstanceOf(PublishRefusedException.class)
                .hasMessageContaining("checked out");
    }

    @Test
    void noHookAndNoFilterOfTheRepositoryRuns() throws Exception {
        Path canary = directory.resolve("canary");
        Path hook = repository.resolve(".git/hooks/reference-transaction");
        Files.writeString(hook, "#!/bin/sh\ntouch " + canary + "\n");
        assertThat(hook.toFile().setExecutable(true)).isTrue();
        git("config", "core.fsmonitor", "touch " + canary);
        git("config", "filter.x.clean", "touch " + canary + "; cat");
        Files.writeString(repository.resolve(".git/info/attributes"), "* filter=x\n");

        branch().publish(site(1));

        assertThat(canary).doesNotExist();
        git("update-ref", "refs/heads/other", "gh-pages");
        assertThat(canary).exists(); // the hook does run for a git that nobody hardened
    }

    @Test
    void anotherRepositoryIsPushedTo() throws Exception {
        GitBranch remote = remote();

        assertThat(remote.publish(site(1)).version()).isEqualTo(1);
        assertThat(remote.publish(site(2)).version()).isEqualTo(2);
        assertThat(remote.publish(site(2)).outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(remote.rollBack().version()).isEqualTo(3);

        assertThat(git("show", "gh-pages:index.html")).isEqualTo("<h1>1</h1>");
    }

    @Test
    void ofTwoThatBeginTogetherNoneIsLostUnsaid() throws Exception {
        branch().publish(site(1));
        List<LocalSite> sites = List.of(site(2), site(3));
        CyclicBarrier start = new CyclicBarrier(sites.size());
        ExecutorService threads = Executors.newFixedThreadPool(sites.size());
        List<Callable<Boolean>> publishers = new ArrayList<>();
        for (LocalSite site : sites) {
            publishers.add(() -> {
                start.await();
                try {
                    return branch().publish(site).outcome() == Outcome.PUBLISHED;
                } catch (LostRaceException e) {
                    return false;
                }
            });
        }
        int winners = 0;
        for (Future<Boolean> won : threads.invokeAll(publishers)) {
            winners += won.get() ? 1 : 0;
        }
        threads.shutdown();

        assertThat(winners).isBetween(1, 2);
        assertThat(git("rev-list", "--count", "gh-pages")).isEqualTo(1 + winners + "\n");
        assertThat(git("show", "gh-pages:index.html")).isIn("<h1>2</h1>", "<h1>3</h1>");
    }

    @Test
    void whoMovesTheBranchInBetweenWins() throws Exception {
        branch().publish(site(1));
        LocalSite late = site(2);
        Path script = script("case \"$last\" in *receive-pack*) git -C '" + repository
                + "' update-ref refs/heads/gh-pages $(git -C '" + repository
                + "' -c user.name=x -c user.email=x@x commit-tree -m theirs gh-pages^{tree});; esac\n");
        GitBranch remote = new GitBranch(
                new Destination.Branch("localhost:" + repository, "gh-pages"),
                PublishOptions.DEFAULT,
                new FakeClock(),
                Map.of("GIT_SSH_COMMAND", script.toString(), "GIT_SSH_VARIANT", "simple"));

        assertThatThrownBy(() -> remote.publish(late)).isInstanceOf(LostRaceException.class);
        assertThat(git("log", "--format=%s", "gh-pages")).isEqualTo("theirs\n");
    }

    private GitBranch remote() throws IOException {
        return new GitBranch(
                new Destination.Branch("localhost:" + repository, "gh-pages"),
                PublishOptions.DEFAULT,
                new FakeClock(),
                Map.of("GIT_SSH_COMMAND", script("").toString(), "GIT_SSH_VARIANT", "simple"));
    }

    /** Stands for ssh: runs here what it is asked to run there. */
    private Path script(String before) throws IOException {
        Path script = directory.resolve("ssh");
        Files.writeString(script, "#!/bin/sh\nfor last; do :; done\n" + before + "exec sh -c \"$last\"\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        return script;
    }

    @Test
    void aPathThatIsNoRepositoryIsSaid() {
        GitBranch nowhere = new GitBranch(
                new Destination.Branch(directory.toString(), "gh-pages"), PublishOptions.DEFAULT, new FakeClock());

        assertThatThrownBy(() -> nowhere.publish(site(1)))
                .isInstanceOf(IOException.class)
                .hasMessage(directory + ": is no git repository");
    }

    @Test
    void secretsOfAUrlAreNotShown() {
        assertThat(new GitBranch(
                                new Destination.Branch("https://me:token@example.com/x.git", "b"),
                                PublishOptions.DEFAULT,
                                new FakeClock())
                        .name())
                .isEqualTo("git:https://example.com/x.git#b");
    }

    private Destination.Branch destination() {
        return new Destination.Branch(repository.toString(), "gh-pages");
    }

    private GitBranch branch() {
        return new GitBranch(destination(), PublishOptions.DEFAULT, new FakeClock());
    }

    private LocalSite site(int revisions) throws IOException {
        return TinySite.of(directory.resolve("site" + revisions), revisions);
    }

    private String git(String... words) {
        String[] command = new String[words.length + 1];
        command[0] = "git";
        System.arraycopy(words, 0, command, 1, words.length);
        Shell.Result result = Shell.run(repository, command);
        assertThat(result.status()).as(result.output()).isZero();
        return result.output();
    }
}
