package io.github.orrery;

import io.github.orrery.KeptPackage.Fragment;
import io.github.orrery.PreviewOutcome.Found;
import io.github.orrery.SiteRenderers.Group;
import io.github.orrery.check.Strictness;
import io.github.orrery.model.DcosReleaseVersion;
import io.github.orrery.model.RepositoryFormat;
import io.github.orrery.model.SiteLayout;
import io.github.orrery.problem.Problem;
import io.github.orrery.problem.Problems;
import io.github.orrery.read.SourceChangedException;
import io.github.orrery.read.TreeStamp;
import io.github.orrery.read.UniverseReader;
import io.github.orrery.read.UniverseTree.PackageDirectory;
import io.github.orrery.render.host.HostFiles;
import io.github.orrery.serve.PreviewFile;
import io.github.orrery.serve.PreviewOutput;
import io.github.orrery.serve.PreviewRules;
import io.github.orrery.serve.PreviewSite;
import io.github.orrery.site.Family;
import io.github.orrery.site.OutsideImages;
import io.github.orrery.site.SecurityHeaders;
import io.github.orrery.site.SiteFile;
import io.github.orrery.write.SiteManifest;
import io.github.orrery.write.WrittenFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The pipeline into memory. Asked again, it redoes the packages that changed and joins what it kept of the others; what
 * comes out is always what a build from nothing gives.
 */
public final class PreviewBuild {
    private static final int REHEARSALS = 3;

    private final BuildOptions options;
    private final InstantSource clock;
    private final Map<String, KeptPackage> kept = new ConcurrentHashMap<>();
    private final Map<Group, SiteRenderers> renderers = new EnumMap<>(Group.class);
    private final Map<Group, Object> surroundings = new EnumMap<>(Group.class);
    private List<SiteFile> archives = List.of();
    private @Nullable RepositoryFormat format;
    private TreeStamp accepted = TreeStamp.NOTHING;
    private List<Problem> listed = List.of();
    private long timestamp;
    private long modified;

    /**
     * @param options where {@code out} counts for nothing
     * @param clock says when a site was made
     */
    public PreviewBuild(BuildOptions options, InstantSource clock) {
        this.options = options;
        this.clock = clock;
    }

    /** How a host serves these sites. */
    public PreviewRules rules() {
        return new PreviewRules(
                HostFiles.negotiation(readers(false), readers(true), options.without()),
                HostFiles.former(readers(false), readers(true), options.without()),
                SiteLayout.INDEX_HTML,
                SiteLayout.NOT_FOUND,
                SecurityHeaders.all(images()));
    }

    private OutsideImages images() {
        return options.look().icons() == BuildOptions.Icons.ELSEWHERE ? OutsideImages.SHOWN : OutsideImages.NONE;
    }

    /**
     * The site of the repository as it is now.
     *
     * @throws IOException where the disk fails or the repository changes meanwhile
     */
    public PreviewOutcome run(Progress progress) throws IOException {
        try {
            return built(progress);
        } catch (SourceChangedException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            surroundings.clear(); // whatever is half made is made anew
            throw e;
        }
    }

    /**
     * Makes the package with the most revisions again, to no end but that the program is quick at it when the first change
     * comes. What was made before stays.
     *
     * @throws IOException as {@link #run}
     */
    void rehearse() throws IOException {
        UniverseReader reader = UniverseReader.open(options.repo(), new Problems());
        PackageLine line = new PackageLine(reader, options.dcosVersions(), new Strictness(options.allowNonAscii()));
        Optional<PackageDirectory> largest = reader.tree().packages().stream()
                .max(Comparator.comparingInt(directory -> directory.revisions().size()));
        for (int i = 0; i < REHEARSALS && largest.isPresent(); i++) {
            new KeptPackage().passed(line, largest.get(), renderers, new PreviewOutput(), new ArrayList<>());
        }
    }

    private PreviewOutcome built(Progress progress) throws IOException {
        Problems problems = new Problems();
        TreeSet<String> olderRevisions = new TreeSet<>();
        accepted = TreeStamp.ofFile(options.repo().resolve(Baseline.FILE));
        Baseline baseline = Baseline.read(options.repo(), problems);
        UniverseReader reader = UniverseReader.open(options.repo(), problems);
        listed = problems.sorted();
        renew(reader, lookAtPackages(reader));
        PackageLine line = new PackageLine(reader, options.dcosVersions(), new Strictness(options.allowNonAscii()));
        PreviewOutput output = new PreviewOutput();
        for (SiteRenderers group : madeAtOnce()) {
            group.begin(output);
        }
        List<Fragment> archived = new ArrayList<>();
        line.runBy(problems, olderRevisions, progress, directory -> {
            KeptPackage known = kept.computeIfAbsent(directory.path(), path -> new KeptPackage());
            return known.passed(line, directory, renderers, output, archived);
        });
        reader.checkUnchanged();
        for (SiteRenderers group : renderers.values()) {
            problems.addAll(group.problems());
        }
        Found found = new Found(options, reader.tree().root(), problems.sorted(), baseline, olderRevisions);
        CheckResult sofar = found.judged(List.of());
        if (sofar.hasErrors()) {
            return PreviewOutcome.of(found, null);
        }
        for (SiteRenderers group : madeAtOnce()) {
            group.finish(sofar);
        }
        putArchives(archived, output);
        putRecords(output);
        modified = Math.max(modified + 1, clock.instant().getEpochSecond());
        return PreviewOutcome.of(found, new PreviewSite(output.files(), modified));
    }

    private List<SiteRenderers> madeAtOnce() {
        return renderers.entrySet().stream()
                .filter(group -> group.getKey() != Group.ARCHIVES)
                .map(Map.Entry::getValue)
                .toList();
    }

    /** Archives are made of every byte, and seldom asked for. */
    private void putArchives(List<Fragment> fragments, PreviewOutput output) {
        SiteRenderers made = Objects.requireNonNull(renderers.get(Group.ARCHIVES));
        output.later(archives, to -> made.join(fragments, to));
    }

    /** What says something of all files, and so needs the sum of each. */
    private static void putRecords(PreviewOutput output) throws IOException {
        List<PreviewFile> files = List.copyOf(output.files().values());
        SiteFile siteJson = SiteFile.page(SiteLayout.SITE_JSON, SiteFile.JSON, Family.LEGACY);
        output.later(siteJson, to -> to.put(siteJson, SiteManifest.siteJson(written(files))));
        List<PreviewFile> more = List.copyOf(output.files().values());
        SiteFile sums = SiteFile.page(SiteLayout.SHA256SUMS, SiteFile.TEXT, Family.LEGACY);
        output.later(sums, to -> to.put(sums, SiteManifest.sums(written(more))));
    }

    /** Lets go of what changed; the newest update of all packages. */
    private long lookAtPackages(UniverseReader reader) throws IOException {
        if (!reader.tree().format().equals(format)) {
            kept.clear();
            format = reader.tree().format();
        }
        List<PackageDirectory> packages = reader.tree().packages();
        kept.keySet().retainAll(packages.stream().map(PackageDirectory::path).toList());
        try {
            return packages.parallelStream()
                    .mapToLong(directory -> kept.computeIfAbsent(directory.path(), path -> new KeptPackage())
                            .look(reader, directory))
                    .max()
                    .orElse(0);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Makes those renderers anew that depend on something that changed. */
    private void renew(UniverseReader reader, long newestUpdate) throws IOException {
        timestamp = SiteRenderers.timestamp(() -> newestUpdate);
        for (Map.Entry<Group, Object> now : surroundings(reader, timestamp).entrySet()) {
            Group group = now.getKey();
            if (!now.getValue().equals(surroundings.put(group, now.getValue()))) {
                SiteRenderers made = SiteRenderers.ofSeveral(options, reader, group, timestamp);
                renderers.put(group, made);
                if (group == Group.ARCHIVES) {
                    archives = files(made);
                }
            }
        }
    }

    /** Which archives there are does not depend on the packages. */
    private static List<SiteFile> files(SiteRenderers archives) throws IOException {
        PreviewOutput output = new PreviewOutput();
        archives.join(List.of(), output);
        return output.files().values().stream().map(PreviewFile::file).toList();
    }

    /** What each group of renderers depends on besides packages. */
    private Map<Group, Object> surroundings(UniverseReader reader, long timestamp) throws IOException {
        Path templates = options.look().templates();
        Path logo = options.look().logo();
        Path meta = reader.tree().root().resolve("meta");
        Map<Group, Object> now = new EnumMap<>(Group.class);
        now.put(Group.DATA, reader.tree().format() + " " + reader.tree().version());
        now.put(Group.ARCHIVES, List.of(timestamp, TreeStamp.of(meta)));
        now.put(
                Group.PAGES,
                List.of(
                        templates == null ? TreeStamp.NOTHING : TreeStamp.followingLinks(templates),
                        logo == null ? TreeStamp.NOTHING : TreeStamp.ofFile(logo)));
        return now;
    }

    /** The directories that sites of these options are made of, with all below them; not each need be there. */
    static List<Path> trees(BuildOptions options) {
        List<Path> trees = new ArrayList<>();
        for (Path root : directories(options)) {
            trees.add(root.resolve("packages"));
            trees.add(root.resolve("meta"));
        }
        if (options.look().templates() != null) {
            trees.add(options.look().templates());
        }
        return trees;
    }

    /** Where those directories are. */
    static List<Path> directories(BuildOptions options) {
        return List.of(options.repo(), options.repo().resolve("repo"));
    }

    /** Whether the files are not as they were when the last site was made of them; also where that cannot be told. */
    public boolean isStale() {
        try {
            Problems problems = new Problems();
            TreeStamp baseline = TreeStamp.ofFile(options.repo().resolve(Baseline.FILE));
            Baseline.read(options.repo(), problems);
            UniverseReader reader = UniverseReader.open(options.repo(), problems);
            List<PackageDirectory> packages = reader.tree().packages();
            return !baseline.equals(accepted)
                    || !problems.sorted().equals(listed)
                    || packages.size() != kept.size()
                    || !surroundings(reader, timestamp).equals(surroundings)
                    || !packages.parallelStream().allMatch(directory -> isKept(reader, directory));
        } catch (IOException | UncheckedIOException e) {
            return true;
        }
    }

    private boolean isKept(UniverseReader reader, PackageDirectory directory) {
        KeptPackage known = kept.get(directory.path());
        return known != null && known.isOf(reader, directory);
    }

    private static List<WrittenFile> written(List<PreviewFile> files) throws IOException {
        List<WrittenFile> written = new ArrayList<>(files.size());
        InNameOrder.work(files, PreviewBuild::written, written::add);
        return written;
    }

    private static WrittenFile written(PreviewFile file) {
        return new WrittenFile(
                file.file(), file.content().size(), file.content().sha256());
    }

    private List<DcosReleaseVersion> readers(boolean ofZip) {
        return options.dcosVersions().stream()
                .filter(dcos -> dcos.readsZip() == ofZip)
                .toList();
    }
}
