package io.github.orrery.render;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.orrery.app.AppRenderer;
import io.github.orrery.json.JsonText;
import io.github.orrery.model.DcosReleaseVersion;
import io.github.orrery.model.LegacyRevision;
import io.github.orrery.model.PackageSelection;
import io.github.orrery.model.PackageSelection.LegacySlice;
import io.github.orrery.model.RevisionPart;
import io.github.orrery.model.SiteLayout;
import io.github.orrery.model.SourceFile;
import io.github.orrery.site.Family;
import io.github.orrery.site.SiteFile;
import io.github.orrery.site.SiteOutput;
import io.github.orrery.site.ZipArchive;
import io.github.orrery.site.ZipEntryBytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The zips for the oldest clients: {@code repo-up-to-1.6.1.zip}, {@code repo-up-to-1.7.zip} and {@code packages.zip}
 * (formats.md 3 and 4.5). A file of a revision is compressed once and serves all three.
 */
public final class ZipRenderer implements Renderer {
    private static final String TOP = "universe/";
    private static final String REPO = TOP + "repo/";

    private final List<DcosReleaseVersion> dcosVersions;
    private final Map<DcosReleaseVersion, Growing> zips = new LinkedHashMap<>();
    private final List<SourceFile> schemas;
    private final boolean packagesZip;
    private Growing packages = new Growing();
    private @Nullable SiteOutput output;

    /**
     * @param dcosVersions those that read a zip; none where the family {@code zips} is left out
     * @param schemas the schemas that {@code packages.zip} carries, by file name
     * @param packagesZip whether {@code packages.zip} is wanted
     */
    public ZipRenderer(List<DcosReleaseVersion> dcosVersions, List<SourceFile> schemas, boolean packagesZip) {
        this.dcosVersions = List.copyOf(dcosVersions);
        this.schemas = schemas;
        this.packagesZip = packagesZip;
    }

    @Override
    public void begin(SiteOutput begun) {
        output = begun;
        dcosVersions.forEach(dcos -> zips.put(dcos, new Growing()));
        packages = new Growing();
    }

    @Override
    public Part render(PackageSelection selection, AppRenderer apps, SiteOutput own) {
        Map<LegacyRevision, List<ZipEntryBytes>> files = new LinkedHashMap<>();
        Stream.concat(selection.legacySlices().stream(), Stream.of(selection.legacy()))
                .flatMap(slice -> slice.revisions().stream())
                .forEach(revision -> files.computeIfAbsent(revision, ZipRenderer::files));
        Map<DcosReleaseVersion, Addition> additions = new LinkedHashMap<>();
        for (LegacySlice slice : selection.legacySlices()) {
            additions.put(slice.dcos(), Addition.of(slice, files));
        }
        Addition ofPackagesZip = Addition.of(selection.legacy(), files);
        return () -> {
            zips.forEach((dcos, zip) -> zip.add(additions.getOrDefault(dcos, Addition.NOTHING)));
            packages.add(ofPackagesZip);
        };
    }

    @Override
    public void finish() throws IOException {
        List<Ending> endings = new ArrayList<>();
        for (Map.Entry<DcosReleaseVersion, Growing> zip : zips.entrySet()) {
            endings.add(() -> write(SiteLayout.index(zip.getKey()), Family.ZIPS, zip.getValue(), false));
        }
        if (packagesZip) {
            endings.add(() -> write(SiteLayout.PACKAGES_ZIP, Family.ARCHIVES, packages, true));
        }
        try {
            endings.parallelStream().forEach(ZipRenderer::end);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private interface Ending {
        void write() throws IOException;
    }

    private static void end(Ending ending) {
        try {
            ending.write();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<ZipEntryBytes> files(LegacyRevision legacy) {
        String directory = REPO + legacy.revision().directory() + "/";
        List<ZipEntryBytes> files = new ArrayList<>();
        if (!legacy.resource().isEmpty()) {
            files.add(json(directory + "resource.json", legacy.resource()));
        }
        legacy.revision()
                .template()
                .ifPresent(template ->
                        files.add(ZipEntryBytes.of(directory + "marathon.json.mustache", template.bytes())));
        legacy.revision()
                .config()
                .filter(part -> !part.isEmpty())
                .map(RevisionPart::tree)
                .ifPresent(config -> files.add(json(directory + "config.json", config)));
        legacy.revision()
                .command()
                .filter(part -> !part.isEmpty())
                .map(RevisionPart::tree)
                .ifPresent(command -> files.add(json(directory + "command.json", command)));
        files.add(json(directory + "package.json", legacy.packageJson()));
        return files;
    }

    private static ZipEntryBytes json(String name, ObjectNode tree) {
        return ZipEntryBytes.of(name, JsonText.spaced(tree));
    }

    private void write(String path, Family family, Growing zip, boolean forCommandLine) throws IOException {
        SiteOutput begun = Objects.requireNonNull(output, "the site was not begun");
        try (ZipArchive archive = new ZipArchive(begun.open(SiteFile.page(path, SiteFile.ZIP, family)))) {
            if (forCommandLine) {
                archive.directory(TOP + "scripts/");
            }
            archive.file(json(REPO + SiteLayout.META_INDEX, zip.index.tree(LegacyIndex.ZIP_VERSION)));
            archive.file(json(REPO + SiteLayout.META_VERSION, LegacyIndex.version(LegacyIndex.ZIP_VERSION)));
            if (forCommandLine) {
                for (SourceFile schema : schemas) {
                    archive.file(ZipEntryBytes.of(REPO + "meta/schema/" + schema.name(), schema.bytes()));
                }
            }
            archive.directory(REPO + "packages/");
            for (ZipEntryBytes file : zip.files) {
                archive.file(file);
            }
        }
    }

    /** What is known of a zip so far; compressed, since its index stands before its packages. */
    private static final class Growing {
        private final LegacyIndex index = new LegacyIndex();
        private final List<ZipEntryBytes> files = new ArrayList<>();

        void add(Addition addition) {
            addition.entries().forEach(index::add);
            files.addAll(addition.files());
        }
    }

    /**
     * What a package adds to a zip; it does not hold on to the package.
     *
     * @param entries of the zip's index: one, or none where the zip holds nothing of the package
     */
    private record Addition(List<ObjectNode> entries, List<ZipEntryBytes> files) {
        static final Addition NOTHING = new Addition(List.of(), List.of());

        static Addition of(LegacySlice slice, Map<LegacyRevision, List<ZipEntryBytes>> filesOf) {
            if (slice.revisions().isEmpty()) {
                return NOTHING;
            }
            List<ZipEntryBytes> files = new ArrayList<>();
            slice.revisions().forEach(revision -> files.addAll(filesOf.getOrDefault(revision, List.of())));
            return new Addition(List.of(LegacyIndex.entry(slice.revisions())), files);
        }
    }
}
