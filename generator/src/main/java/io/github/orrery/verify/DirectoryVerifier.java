package io.github.orrery.verify;

import io.github.orrery.json.Json;
import io.github.orrery.json.JsonLimits;
import io.github.orrery.model.DcosReleaseVersion;
import io.github.orrery.model.RepositoryVersion;
import io.github.orrery.model.SiteLayout;
import io.github.orrery.problem.Problem;
import io.github.orrery.site.TarContents;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Looks at every file of a built site in a directory: whole, and as its readers would. */
final class DirectoryVerifier {
    private static final String BUILD = "build the site anew: orrery build";
    private static final int MOST_LINKS = 10;

    private final Path root;
    private final VerifyLimits limits;
    private final Instant now;
    private final Findings findings = new Findings();
    private String mend = BUILD;
    private final Map<String, IndexContent> indexes = new ConcurrentHashMap<>();
    private final Map<String, ZipCheck.Contents> zips = new ConcurrentHashMap<>();
    private final TreeSet<String> files = new TreeSet<>(SiteNames.ORDER);

    private DirectoryVerifier(Path root, VerifyLimits limits, Instant now) {
        this.root = root;
        this.limits = limits;
        this.now = now;
    }

    static Verification verify(Path root, String site, VerifyLimits limits, Instant now) throws IOException {
        return new DirectoryVerifier(root.toRealPath(), limits, now).run(site);
    }

    private Verification run(String site) throws IOException {
        walk();
        PublishedDirectory published =
                PublishedDirectory.of(root, files, findings, new PublicationCheck("", findings, now));
        files.removeAll(published.keys());
        mend = published.isPublished() ? PublishedDirectory.MEND : BUILD;
        Manifest manifest =
                Manifest.read(manifestFile(SiteLayout.SHA256SUMS), manifestFile(SiteLayout.SITE_JSON), "", findings);
        for (String path : published.dropped()) {
            if (!manifest.paths().contains(path)) {
                files.remove(path);
            }
        }
        compareListing(manifest);
        try {
            files.parallelStream().forEach(path -> {
                try {
                    checkFile(path, manifest);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        compareShards();
        published.verify(manifest);
        int count = files.size() + published.keys().size();
        return new Verification(site, count, findings.sorted(), verdicts(), published.commit());
    }

    private void walk() throws IOException {
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.toList()) {
                if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                    continue;
                }
                String name = root.relativize(path)
                        .toString()
                        .replace(path.getFileSystem().getSeparator(), "/");
                if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                    findings.add(Fault.NOT_A_FILE, name, "is a link or a device, expected a regular file", "remove it");
                } else if (!name.equals(SiteNames.IGNORE_FILE)) {
                    files.add(name);
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private byte @Nullable [] manifestFile(String name) throws IOException {
        if (files.contains(name)) {
            return Files.readAllBytes(root.resolve(name));
        }
        findings.add(Fault.MANIFEST, name, "is missing: this is no whole site", mend);
        return null;
    }

    private void compareListing(Manifest manifest) {
        Set<String> listed = manifest.paths();
        for (String path : listed) {
            if (!files.contains(path) && !path.equals(SiteLayout.SITE_JSON)) {
                findings.add(Fault.MISSING_FILE, path, "is missing, though the site lists it", mend);
            }
        }
        if (listed.isEmpty()) {
            return;
        }
        for (String path : files) {
            if (!listed.contains(path) && !path.equals(SiteLayout.SHA256SUMS) && !path.equals(SiteLayout.SITE_JSON)) {
                findings.add(
                        Fault.EXTRA_FILE,
                        path,
                        "is in the directory, though the site does not list it",
                        "remove it: what a build did not make does not belong to a site");
            }
        }
    }

    private void checkFile(String path, Manifest manifest) throws IOException {
        try {
            checkSum(path, manifest);
            if (path.endsWith(".gz")) {
                checkTwin(path);
            } else if (path.endsWith(".html")) {
                checkLinks(path);
            } else if (path.endsWith(".content_type")) {
                checkContentType(path);
            } else if (path.endsWith(".zip")) {
                checkZip(path);
            } else if (path.equals(SiteLayout.PACKAGES_TGZ)) {
                checkArchive(path);
            } else if (path.equals(SiteLayout.META_INDEX) || path.equals(SiteLayout.META_VERSION)) {
                checkMeta(path);
            } else {
                checkIndex(path, manifest);
            }
        } catch (Refused refused) {
            findings.add(path, "", refused);
        }
    }

    private void checkSum(String path, Manifest manifest) throws IOException {
        String expected = manifest.sum(path);
        if (expected == null) {
            return;
        }
        try (MeasuredStream in = open(path)) {
            in.drain();
            Manifest.Entry entry = manifest.entries().get(path);
            if (entry != null && entry.size() != in.size()) {
                findings.add(
                        Fault.SIZE,
                        path,
                        "has " + in.size() + " bytes, expected " + entry.size() + " as site.json says",
                        mend);
            } else if (!in.sha256Hex().equals(expected)) {
                findings.add(Fault.SUM, path, "was changed: its sum is not the one that the site lists", mend);
            }
        }
    }

    private void checkTwin(String path) throws IOException {
        String plain = path.substring(0, path.length() - ".gz".length());
        if (!files.contains(plain)) {
            findings.add(Fault.GZIP_TWIN, path, "stands without " + plain, mend);
            return;
        }
        long sent = Files.size(root.resolve(path));
        try (InputStream expected = new BufferedInputStream(Files.newInputStream(root.resolve(plain)));
                InputStream unpacked = new MeasuredStream(
                        new GzipMember(new BufferedInputStream(Files.newInputStream(root.resolve(path)))),
                        limits,
                        () -> sent)) {
            byte[] buffer = new byte[64 * 1024];
            boolean equal = true;
            for (int n = unpacked.read(buffer); n >= 0; n = unpacked.read(buffer)) {
                byte[] same = expected.readNBytes(n);
                equal &= same.length == n && Arrays.equals(buffer, 0, n, same, 0, n);
            }
            if (!equal || expected.read() >= 0) {
                findings.add(Fault.GZIP_TWIN, path, "holds other text than " + plain, mend);
            }
        }
    }

    private void checkLinks(String path) throws IOException {
        String html = Files.readString(root.resolve(path), StandardCharsets.ISO_8859_1);
        List<String> broken = PageLinks.of(path, html).stream()
                .filter(target -> !files.contains(target) && !files.contains(target + "/index.html"))
                .toList();
        broken.stream()
                .limit(MOST_LINKS)
                .forEach(target -> findings.add(
                        Fault.LINK, path, "links to " + Problem.quote(target) + ", which is not there", mend));
    }

    private void checkContentType(String path) throws IOException {
        String index = path.substring(0, path.length() - "content_type".length()) + "json";
        String expected =
                SiteLayout.form(index).map(RepositoryVersion::contentType).orElse("");
        String said = Files.readString(root.resolve(path), StandardCharsets.ISO_8859_1);
        if (!said.equals(expected)) {
            findings.add(
                    Fault.CONTENT_TYPE_FILE,
                    path,
                    "says " + Problem.quote(said) + ", expected " + Problem.quote(expected),
                    mend);
        }
    }

    private void checkZip(String path) throws IOException {
        if (SiteLayout.indexVersion(path).isEmpty() && !path.equals(SiteLayout.PACKAGES_ZIP)) {
            return;
        }
        ZipCheck.Contents contents = ZipCheck.report(root.resolve(path), path, "", limits, findings);
        zips.put(path, contents);
        if (path.equals(SiteLayout.PACKAGES_ZIP) && !contents.hasScripts()) {
            findings.add(Fault.ZIP_SCRIPTS, path, "has no directory scripts/, which the old command line wants", mend);
        }
    }

    private void checkArchive(String path) throws IOException {
        long sent = Files.size(root.resolve(path));
        List<String> strangers = new ArrayList<>();
        int[] entries = {0};
        try (MeasuredStream tar = new MeasuredStream(
                new GzipMember(new BufferedInputStream(Files.newInputStream(root.resolve(path)))),
                limits,
                () -> sent)) {
            TarContents.read(tar, (name, regularFile) -> {
                entries[0]++;
                if (!regularFile || !name.startsWith("universe/repo/") || ("/" + name + "/").contains("/../")) {
                    strangers.add(name);
                }
            });
            tar.drain();
            if (entries[0] == 0) {
                findings.add(Fault.ARCHIVE, path, "is no tar archive, or an empty one", mend);
            }
        } catch (Refused refused) {
            findings.add(path, "", refused);
        } catch (IOException e) {
            findings.add(Fault.ARCHIVE, path, "cannot be read to its end: " + e.getMessage(), mend);
        }
        if (!strangers.isEmpty()) {
            findings.add(
                    Fault.ARCHIVE,
                    path,
                    "holds " + Problem.quote(strangers.get(0)) + ", expected regular files below universe/repo/ only",
                    mend);
        }
    }

    private void checkMeta(String path) throws IOException {
        byte[] text = Files.readAllBytes(root.resolve(path));
        String version = Json.read(text, new JsonLimits(256 << 20, 64, 64)) instanceof Json.Result.Read read
                ? read.document().root().path("version").asText("")
                : "";
        if (!version.matches("[12]\\..*")) {
            findings.add(
                    Fault.JSON,
                    path,
                    "says version " + Problem.quote(version) + ", expected 1.x or 2.x as the old command line does",
                    mend);
        }
    }

    private void checkIndex(String path, Manifest manifest) throws IOException {
        RepositoryVersion form = SiteLayout.form(path).orElse(null);
        if (form == null) {
            return;
        }
        Manifest.Entry entry = manifest.entries().get(path);
        if (entry != null && !entry.type().equals(form.contentType())) {
            findings.add(
                    Fault.MANIFEST,
                    SiteLayout.SITE_JSON,
                    "has the type " + Problem.quote(entry.type()) + " for " + path + ", expected "
                            + Problem.quote(form.contentType()),
                    mend);
        }
        DcosReleaseVersion dcos = SiteLayout.indexVersion(path)
                .or(() -> SiteLayout.Shard.of(path).map(SiteLayout.Shard::dcos))
                .orElse(null);
        try (MeasuredStream in = open(path)) {
            IndexContent content = IndexContent.read(in, form, dcos);
            indexes.put(path, content);
            IndexCheck.report(content, path, "", findings);
        }
    }

    /** Every package of an index has its shard with the same revisions, and no shard is left over. */
    private void compareShards() {
        TreeMap<DcosReleaseVersion, TreeMap<String, IndexContent>> shards = new TreeMap<>();
        indexes.forEach((path, content) -> SiteLayout.Shard.of(path)
                .ifPresent(shard -> shards.computeIfAbsent(shard.dcos(), dcos -> new TreeMap<>())
                        .put(shard.name(), content)));
        if (shards.isEmpty()) {
            return;
        }
        indexes.forEach((path, index) -> SiteLayout.indexVersion(path).ifPresent(dcos -> {
            TreeMap<String, IndexContent> ofVersion = shards.getOrDefault(dcos, new TreeMap<>());
            index.digests().forEach((name, digest) -> {
                IndexContent shard = ofVersion.remove(name);
                String where = SiteLayout.shard(dcos, name);
                if (shard == null) {
                    findings.add(Fault.SHARD, where, "is missing, though " + path + " holds the package", mend);
                } else if (!shard.digests().equals(Map.of(name, digest))) {
                    findings.add(Fault.SHARD, where, "holds other revisions than " + path, mend);
                }
            });
            ofVersion
                    .keySet()
                    .forEach(name -> findings.add(
                            Fault.SHARD,
                            SiteLayout.shard(dcos, name),
                            "is of a package that " + path + " does not hold",
                            mend));
        }));
    }

    private List<Verdict> verdicts() {
        List<Verdict> verdicts = new ArrayList<>();
        for (String path : files) {
            DcosReleaseVersion dcos = SiteLayout.indexVersion(path).orElse(null);
            if (dcos == null) {
                continue;
            }
            IndexContent index = indexes.get(path);
            ZipCheck.Contents zip = zips.get(path);
            int packages = index != null ? index.digests().size() : zip != null ? zip.packages() : 0;
            int revisions = index != null ? index.revisions() : zip != null ? zip.revisions() : 0;
            verdicts.add(new Verdict("DC/OS " + dcos, path, packages, revisions, findings.refusals(path, "")));
        }
        verdicts.sort((a, b) -> SiteNames.ORDER.compare(a.client(), b.client()));
        return verdicts;
    }

    private MeasuredStream open(String path) throws IOException {
        return MeasuredStream.of(Files.newInputStream(root.resolve(path)), limits);
    }
}
