package io.github.orrery;

import io.github.orrery.check.Strictness;
import io.github.orrery.model.DcosReleaseVersion;
import io.github.orrery.problem.Problems;
import io.github.orrery.read.UniverseReader;
import io.github.orrery.render.SiteLayout;
import io.github.orrery.render.host.HostFiles;
import io.github.orrery.select.IndexSelector;
import io.github.orrery.serve.PreviewContent;
import io.github.orrery.serve.PreviewFile;
import io.github.orrery.serve.PreviewOutput;
import io.github.orrery.serve.PreviewRules;
import io.github.orrery.serve.PreviewSite;
import io.github.orrery.site.Family;
import io.github.orrery.site.SiteFile;
import io.github.orrery.write.SiteManifest;
import io.github.orrery.write.WrittenFile;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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
                SiteLayout.NOT_FOUND);
    }

    /**
     * The site of the repository as it is now.
     *
     * @throws IOException where the disk fails or the repository changes meanwhile
     */
    public Outcome run(Progress progress) throws IOException {
        Problems problems = new Problems();
        TreeSet<String> olderRevisions = new TreeSet<>();
        Baseline baseline = Baseline.read(options.repo(), problems);
        UniverseReader reader = UniverseReader.open(options.repo(), problems);
        SiteRenderers renderers = SiteRenderers.ofSeveral(options, reader);
        PackageLine line = new PackageLine(reader, options.dcosVersions(), new Strictness(options.allowNonAscii()));
        PreviewOutput output = new PreviewOutput();
        renderers.begin(output);
        line.run(problems, olderRevisions, progress, (selection, apps) -> renderers.render(selection, apps, output));
        reader.checkUnchanged();
        if (!judged(reader, problems, renderers, baseline, olderRevisions).hasErrors()) {
            renderers.finish();
        }
        CheckResult checked = judged(reader, problems, renderers, baseline, olderRevisions);
        return new Outcome(checked, checked.hasErrors() ? null : site(output));
    }

    private CheckResult judged(
            UniverseReader reader,
            Problems problems,
            SiteRenderers renderers,
            Baseline baseline,
            Set<String> olderRevisions)
            throws IOException {
        Problems all = new Problems();
        all.addAll(problems.sorted());
        all.addAll(renderers.problems());
        return CheckResult.of(reader.tree().root(), all.sorted(), baseline, options.strict(), olderRevisions);
    }

    private PreviewSite site(PreviewOutput output) {
        modified = Math.max(modified + 1, clock.instant().getEpochSecond());
        Map<String, Function<Collection<PreviewFile>, PreviewFile>> records = new LinkedHashMap<>();
        records.put(
                SiteManifest.SITE_JSON,
                files -> record(SiteManifest.SITE_JSON, SiteFile.JSON, SiteManifest.siteJson(written(files))));
        records.put(
                SiteManifest.SHA256SUMS,
                files -> record(SiteManifest.SHA256SUMS, SiteFile.TEXT, SiteManifest.sums(written(files))));
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
                .filter(dcos -> IndexSelector.readsZip(dcos) == ofZip)
                .toList();
    }
}
