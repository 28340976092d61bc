package io.github.orrery;

import io.github.orrery.SiteRenderers.Group;
import io.github.orrery.check.Strictness;
import io.github.orrery.model.DcosReleaseVersion;
import io.github.orrery.model.RepositoryFormat;
import io.github.orrery.model.SiteLayout;
import io.github.orrery.problem.Problem;
import io.github.orrery.problem.Problems;
import io.github.orrery.read.TreeStamp;
import io.github.orrery.read.UniverseReader;
import io.github.orrery.read.UniverseTree.PackageDirectory;
import io.github.orrery.render.host.HostFiles;
import io.github.orrery.serve.PreviewContent;
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
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The pipeline into memory. Asked again, it redoes the packages that changed and joins what it kept of the others; what
 * comes out is always what a build from nothing gives.
 */
public final class PreviewBuild {
    /**
     * What came of it.
     *
     * @param checked the problems of the repository
     * @param site null where an error keeps it from being made
     */
    public record Outcome(CheckResult checked, @Nullable PreviewSite site) {}

    private final BuildOptions options;
    private final InstantSource clock;
    private final Map<String, KeptPackage> kept = new ConcurrentHashMap<>();
    private final Map<Group, SiteRenderers> renderers = new EnumMap<>(Group.class);
    private final Map<Group, Object> surroundings = new EnumMap<>(Group.class);
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
    public Outcome run(Progress progress) throws IOException {
        try {
            return built(progress);
        } catch (RuntimeException e) {
            surroundings.clear(); // whatever is half made is made anew
            throw e;
        }
    }

    private Outcome built(Progress progress) throws IOException {
        Problems problems = new Problems();
        TreeSet<String> olderRevisions = new TreeSet<>();
        accepted = TreeStamp.ofFile(options.repo().resolve(Baseline.FILE));
        Baseline baseline = Baseline.read(options.repo(), problems);
        UniverseReader reader = UniverseReader.open(options.repo(), problems);
        listed = problems.sorted();
        renew(reader, lookAtPackages(reader));
        PackageLine line = new PackageLine(reader, options.dcosVersions(), new Strictness(options.allowNonAscii()));
        PreviewOutput output = new PreviewOutput();
        for (SiteRenderers group : renderers.values()) {
            group.begin(output);
        }
        line.runBy(problems, olderRevisions, progress, directory -> {
            KeptPackage known = kept.computeIfAbsent(directory.path(), path -> new KeptPackage());
            return known.passed(line, directory, renderers, output);
        });
        reader.checkUnchanged();
        CheckResult sofar = judged(reader, problems, baseline, olderRevisions);
        if (!sofar.hasErrors()) {
            for (SiteRenderers group : renderers.values()) {
                group.finish(sofar);
            }
        }
        CheckResult checked = judged(reader, problems, baseline, olderRevisions);
        return new Outcome(checked, checked.hasErrors() ? null : site(output));
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
                renderers.put(group, SiteRenderers.ofSeveral(options, reader, group, timestamp));
            }
        }
    }

    /** What each group of renderers depends on besides packages. */
    private Map<Group, Object> surroundings(UniverseReader reader, long timestamp) throws IOException {
        Path templates = options.look().templates();
        Path meta = reader.tree().root().resolve("meta");
        Map<Group, Object> now = new EnumMap<>(Group.class);
        now.put(Group.DATA, reader.tree().format() + " " + reader.tree().version());
        now.put(Group.ARCHIVE, List.of(timestamp, TreeStamp.of(meta)));
        now.put(Group.PAGES, templates == null ? TreeStamp.NOTHING : TreeStamp.followingLinks(templates));
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

    private CheckResult judged(UniverseReader reader, Problems problems, Baseline baseline, Set<String> olderRevisions)
            throws IOException {
        Problems all = new Problems();
        all.addAll(problems.sorted());
        for (SiteRenderers group : renderers.values()) {
            all.addAll(group.problems());
        }
        return CheckResult.of(reader.tree().root(), all.sorted(), baseline, options.strict(), olderRevisions);
    }

    private PreviewSite site(PreviewOutput output) {
        modified = Math.max(modified + 1, clock.instant().getEpochSecond());
        Map<String, Function<Collection<PreviewFile>, PreviewFile>> records = new LinkedHashMap<>();
        records.put(
                SiteLayout.SITE_JSON,
                files -> record(SiteLayout.SITE_JSON, SiteFile.JSON, SiteManifest.siteJson(written(files))));
        records.put(
                SiteLayout.SHA256SUMS,
                files -> record(SiteLayout.SHA256SUMS, SiteFile.TEXT, SiteManifest.sums(written(files))));
        return new PreviewSite(output.files(), records, modified);
    }

    private static PreviewFile record(String path, String mediaType, byte[] text) {
        return new PreviewFile(SiteFile.page(path, mediaType, Family.LEGACY), new PreviewContent(List.of(text)));
    }

    private static List<WrittenFile> written(Collection<PreviewFile> files) {
        return files.parallelStream()
                .map(file -> new WrittenFile(
                        file.file(), file.content().size(), file.content().sha256()))
                .toList();
    }

    private List<DcosReleaseVersion> readers(boolean ofZip) {
        return options.dcosVersions().stream()
                .filter(dcos -> dcos.readsZip() == ofZip)
                .toList();
    }
}
