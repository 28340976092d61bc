package io.github.orrery.publish;

import io.github.orrery.publication.PublicationManifest;
import io.github.orrery.publication.PublishedFile;
import io.github.orrery.publication.PublishedFile.Sum;
import io.github.orrery.publish.PublishResult.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A branch whose newest commit is the site, for hosts that serve one: GitHub Pages and its like. The commit replaces
 * all files at once, so none are kept by their hash. Nothing is checked out; git stores exactly the site's files.
 */
public final class GitBranch {
    private static final String ROLLS_BACK_TO = "Rolls-Back-To: ";
    private static final String NO_COMMIT = "0".repeat(40);

    private final Destination.Branch destination;
    private final PublishOptions options;
    private final PublishClock clock;
    private final Map<String, String> environment;

    public GitBranch(Destination.Branch destination, PublishOptions options, PublishClock clock) {
        this(destination, options, clock, Map.of());
    }

    /** @param environment variables for git besides those of the process */
    GitBranch(
            Destination.Branch destination,
            PublishOptions options,
            PublishClock clock,
            Map<String, String> environment) {
        this.destination = destination;
        this.options = options;
        this.clock = clock;
        this.environment = Map.copyOf(environment);
    }

    /** The branch in words, without secrets. */
    public String name() {
        return "git:" + Git.withoutSecrets(destination.repository()) + "#" + destination.branch();
    }

    /**
     * Commits a site to the branch.
     *
     * @throws PublishRefusedException where the site looks like a mistake
     * @throws LostRaceException where somebody else changed the branch meanwhile
     */
    public PublishResult publish(LocalSite site) throws IOException, PublishRefusedException {
        return within(git -> {
            String head = head(git);
            Map<String, String> present = head == null ? Map.of() : tree(git, head);
            Map<String, String> ids = store(git, site);
            PublishPlan plan = PublishPlan.ofWhole(site.files(), ids, present);
            if (head != null) {
                guard(git, present, ids, site);
            }
            long version = version(git, head);
            if (options.dryRun()) {
                return new PublishResult(Outcome.PLANNED, version + (plan.commits() ? 1 : 0), plan);
            }
            if (head != null && !plan.commits()) {
                return new PublishResult(Outcome.UNCHANGED, version, plan);
            }
            commit(git, head, writeTree(git, ids), "Publish the site\n");
            return new PublishResult(Outcome.PUBLISHED, version + 1, plan);
        });
    }

    /** Commits the site of the publication before the current one. */
    public PublishResult rollBack() throws IOException, PublishRefusedException {
        return within(git -> {
            String head = head(git);
            String shown = head == null ? null : shown(git, head);
            String before = shown == null ? null : parent(git, shown);
            if (before == null || head == null) {
                throw new PublishRefusedException(name() + ": there is no publication before the current one");
            }
            SortedMap<String, PublishedFile> files = new TreeMap<>();
            Map<String, String> ids = tree(git, before);
            ids.forEach((path, id) -> files.put(path, new PublishedFile(new Sum(id, 0), "", "", null)));
            PublishPlan plan = PublishPlan.ofWhole(files, ids, tree(git, head));
            long version = version(git, head) + 1;
            if (options.dryRun()) {
                return new PublishResult(Outcome.PLANNED, version, plan);
            }
            String tree = git.run("rev-parse", before + "^{tree}").strip();
            commit(git, head, tree, "Roll back to the publication before\n\n" + ROLLS_BACK_TO + before + "\n");
            return new PublishResult(Outcome.PUBLISHED, version, plan);
        });
    }

    private interface Work {
        PublishResult run(Git git) throws IOException, PublishRefusedException;
    }

    /** Where the objects are made: in the repository itself, or in a scratch one that pushes to it. */
    private PublishResult within(Work work) throws IOException, PublishRefusedException {
        Path scratch = Files.createTempDirectory("orrery-publish");
        try {
            Map<String, String> variables = new LinkedHashMap<>(environment);
            variables.put("GIT_INDEX_FILE", scratch.resolve("index").toString());
            for (String who : List.of("AUTHOR", "COMMITTER")) {
                variables.put("GIT_" + who + "_NAME", "Orrery");
                variables.put("GIT_" + who + "_EMAIL", "orrery@localhost");
                variables.put("GIT_" + who + "_DATE", "@" + clock.now().getEpochSecond() + " +0000");
            }
            Path repository = scratch.resolve("repository");
            Git git;
            if (isLocal()) {
                git = new Git(localGitDirectory(), variables);
                refuseCheckedOut(git);
            } else {
                git = new Git(repository, variables);
                git.run("init", "--quiet", "--bare", "--", repository.toString());
            }
            return work.run(git);
        } finally {
            deleteTree(scratch);
        }
    }

    private boolean isLocal() {
        return !destination.repository().contains("://") && Files.isDirectory(Path.of(destination.repository()));
    }

    private Path localGitDirectory() throws IOException {
        Path given = Path.of(destination.repository()).toAbsolutePath().normalize();
        Path dotGit = given.resolve(".git");
        Git there = new Git(Files.exists(dotGit) ? dotGit : given, Map.of());
        Git.Said said = there.ask("rev-parse", "--absolute-git-dir");
        if (!said.succeeded()) {
            throw new IOException(given + ": is no git repository");
        }
        return Path.of(said.out().strip());
    }

    /** Its files would no longer be those of its commit. */
    private void refuseCheckedOut(Git git) throws IOException, PublishRefusedException {
        if (git.run("worktree", "list", "--porcelain").lines().anyMatch(("branch " + ref())::equals)) {
            throw new PublishRefusedException(
                    name() + ": the branch is checked out there; check out another one, or publish to a clone");
        }
    }

    private String ref() {
        return "refs/heads/" + destination.branch();
    }

    private @Nullable String head(Git git) throws IOException {
        if (!isLocal()) {
            String listed = git.run("ls-remote", "--", destination.repository(), ref());
            if (listed.isBlank()) {
                return null;
            }
            git.run("fetch", "--quiet", "--no-tags", "--", destination.repository(), "+" + ref() + ":" + ref());
        }
        Git.Said said = git.ask("rev-parse", "--verify", "--quiet", ref() + "^{commit}");
        return said.succeeded() ? said.out().strip() : null;
    }

    /** Ids of the files of a commit, by path. */
    private static Map<String, String> tree(Git git, String commit) throws IOException {
        Map<String, String> ids = new TreeMap<>();
        for (String line : git.run("ls-tree", "-r", "-z", "--full-tree", commit).split("\0")) {
            int tab = line.indexOf('\t');
            String[] words = tab < 0 ? new String[0] : line.substring(0, tab).split(" ");
            if (words.length == 3) {
                ids.put(line.substring(tab + 1), words[2]);
            }
        }
        return ids;
    }

    private Map<String, String> store(Git git, LocalSite site) throws IOException {
        List<String> paths = List.copyOf(site.files().keySet());
        StringBuilder names = new StringBuilder();
        for (Map.Entry<String, PublishedFile> file : site.files().entrySet()) {
            site.content(file.getValue().content()); // proves its sum
            names.append(site.directory().toAbsolutePath().resolve(file.getKey()))
                    .append('\n');
        }
        List<String> words = new ArrayList<>(List.of("hash-object", "--no-filters", "--stdin-paths"));
        if (!options.dryRun()) {
            words.add(1, "-w");
        }
        List<String> ids = git.run(names.toString().getBytes(StandardCharsets.UTF_8), words.toArray(new String[0]))
                .lines()
                .toList();
        if (ids.size() != paths.size()) {
            throw new IOException("git hash-object: " + ids.size() + " answers for " + paths.size() + " files");
        }
        Map<String, String> byPath = new TreeMap<>();
        for (int i = 0; i < paths.size(); i++) {
            byPath.put(paths.get(i), ids.get(i));
        }
        return byPath;
    }

    private static String writeTree(Git git, Map<String, String> ids) throws IOException {
        StringBuilder index = new StringBuilder();
        ids.forEach((path, id) ->
                index.append("100644 ").append(id).append('\t').append(path).append('\0'));
        git.run(index.toString().getBytes(StandardCharsets.UTF_8), "update-index", "-z", "--index-info");
        return git.run("write-tree").strip();
    }

    /** Moves the branch in one step, if nobody else has moved it since. */
    private void commit(Git git, @Nullable String head, String tree, String message) throws IOException {
        List<String> words = new ArrayList<>(List.of("commit-tree", tree));
        if (head != null) {
            words.addAll(List.of("-p", head));
        }
        String commit = git.run(message.getBytes(StandardCharsets.UTF_8), words.toArray(new String[0]))
                .strip();
        Git.Said said = isLocal()
                ? git.ask("update-ref", ref(), commit, head == null ? NO_COMMIT : head)
                : git.ask(
                        "push",
                        "--quiet",
                        "--porcelain",
                        "--force-with-lease=" + ref() + ":" + (head == null ? "" : head),
                        "--",
                        destination.repository(),
                        commit + ":" + ref());
        if (said.succeeded()) {
            return;
        }
        String now = isLocal() ? head(git) : git.run("ls-remote", "--", destination.repository(), ref());
        String after = now == null ? "" : now;
        if (!after.startsWith(head == null ? "-" : head) && !after.isBlank()) {
            throw new LostRaceException(
                    name() + ": somebody else changed the branch meanwhile; it is as they left it, publish again");
        }
        throw new IOException(name() + ": " + Git.withoutSecrets((said.out() + said.err()).strip()));
    }

    /** How many publications the branch has seen. */
    private static long version(Git git, @Nullable String head) throws IOException {
        return head == null
                ? 0
                : Long.parseLong(git.run("rev-list", "--count", head).strip());
    }

    /** The commit whose site is shown: where that is a rollback, the one it leads to. */
    private static @Nullable String shown(Git git, String head) throws IOException {
        for (String line : git.run("log", "-1", "--format=%B", head).split("\n")) {
            if (line.startsWith(ROLLS_BACK_TO)) {
                Git.Said said = git.ask(
                        "rev-parse",
                        "--verify",
                        "--quiet",
                        line.substring(ROLLS_BACK_TO.length()).strip() + "^{commit}");
                return said.succeeded() ? said.out().strip() : null;
            }
        }
        return head;
    }

    private static @Nullable String parent(Git git, String commit) throws IOException {
        Git.Said said = git.ask("rev-parse", "--verify", "--quiet", commit + "^");
        return said.succeeded() ? said.out().strip() : null;
    }

    private void guard(Git git, Map<String, String> present, Map<String, String> ids, LocalSite site)
            throws IOException, PublishRefusedException {
        SortedMap<String, PublishedFile> before = new TreeMap<>();
        present.forEach((path, id) -> {
            PublishedFile same = id.equals(ids.get(path)) ? site.files().get(path) : null;
            before.put(path, same == null ? new PublishedFile(new Sum(id, 0), "", "", null) : same);
        });
        new PublishGuards(options)
                .check(
                        new PublicationManifest(null, before),
                        stored -> git.run("cat-file", "blob", stored.sha256()).getBytes(StandardCharsets.UTF_8),
                        site.files(),
                        site);
    }

    private static void deleteTree(Path tree) throws IOException {
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
