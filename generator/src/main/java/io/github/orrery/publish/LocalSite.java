package io.github.orrery.publish;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.orrery.json.Json;
import io.github.orrery.json.JsonLimits;
import io.github.orrery.model.SiteLayout;
import io.github.orrery.publication.PublicationKeys;
import io.github.orrery.publication.PublishedFile;
import io.github.orrery.publication.PublishedFile.Sum;
import io.github.orrery.publication.Sha256;
import io.github.orrery.site.CachePolicy;
import io.github.orrery.site.SiteFile;
import io.github.orrery.site.SitePath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A built site on the disk, as its {@code site.json} lists it. */
public final class LocalSite {
    private static final JsonLimits LIMITS = new JsonLimits(256 * 1024 * 1024, 8, 20);

    private final Path directory;
    private final SortedMap<String, PublishedFile> files;
    private final Map<String, String> pathBySum = new HashMap<>();

    private LocalSite(Path directory, SortedMap<String, PublishedFile> files) {
        this.directory = directory;
        this.files = files;
        files.forEach((path, file) -> pathBySum.putIfAbsent(file.content().sha256(), path));
    }

    /**
     * Reads the list, and looks whether each of its files is there; their sums are proven as they are sent.
     *
     * @throws PublishRefusedException where the directory holds no site, or not the site that it lists
     * @throws IOException where the disk fails
     */
    public static LocalSite read(Path directory) throws IOException, PublishRefusedException {
        Path list = directory.resolve(SiteLayout.SITE_JSON);
        if (!Files.isRegularFile(list, LinkOption.NOFOLLOW_LINKS)) {
            throw new PublishRefusedException(
                    directory + ": holds no site.json, expected a site that 'orrery build' made");
        }
        byte[] text = Files.readAllBytes(list);
        if (!(Json.read(text, LIMITS) instanceof Json.Result.Read read)) {
            throw damaged(list, "is not JSON");
        }
        SortedMap<String, PublishedFile> files = new TreeMap<>();
        for (JsonNode entry : read.document().root().path("files")) {
            String path = entry.path("path").asText();
            String sha256 = entry.path("sha256").asText();
            String size = entry.path("size").asText();
            if (!isFree(path) || !Sha256.isSum(sha256) || !size.matches("[0-9]{1,18}")) {
                throw damaged(list, "names a file that cannot be published: " + path);
            }
            Sum sum = new Sum(sha256, Long.parseLong(size));
            files.put(
                    path,
                    new PublishedFile(
                            sum,
                            entry.path("type").asText(),
                            entry.path("cache").asText(),
                            null));
        }
        if (files.isEmpty()) {
            throw damaged(list, "lists no file");
        }
        files.put(SiteLayout.SITE_JSON, ownFile(text, SiteFile.JSON));
        Path sums = directory.resolve(SiteLayout.SHA256SUMS);
        if (Files.isRegularFile(sums, LinkOption.NOFOLLOW_LINKS)) {
            files.put(SiteLayout.SHA256SUMS, ownFile(Files.readAllBytes(sums), SiteFile.TEXT));
        }
        LocalSite site = new LocalSite(directory, files);
        for (Map.Entry<String, PublishedFile> file : files.entrySet()) {
            site.look(file.getKey(), file.getValue().content().size());
        }
        return site;
    }

    /** The files by path; none of them stored compressed. */
    public SortedMap<String, PublishedFile> files() {
        return files;
    }

    /** The files by path; those with a {@code .gz} beside them stored as that. */
    public SortedMap<String, PublishedFile> filesStoredCompressed() {
        SortedMap<String, PublishedFile> stored = new TreeMap<>();
        files.forEach((path, file) -> {
            PublishedFile twin = files.get(path + ".gz");
            stored.put(
                    path,
                    twin == null ? file : new PublishedFile(file.content(), file.type(), file.cache(), twin.content()));
        });
        return stored;
    }

    /**
     * The bytes with a sum.
     *
     * @throws IOException where the file no longer has that sum
     */
    public ObjectContent content(Sum sum) throws IOException {
        String path = pathBySum.get(sum.sha256());
        if (path == null) {
            throw new IllegalArgumentException("no file of the site has the sum " + sum.sha256());
        }
        Path file = directory.resolve(path);
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            if (!Sha256.of(in).equals(sum.sha256())) {
                throw new IOException(file + ": holds other bytes than site.json says; build the site again");
            }
        }
        return ObjectContent.of(file, sum.size(), sum.sha256());
    }

    /** The text of a small file; null where the site has none of that path. */
    byte @Nullable [] read(String path) throws IOException {
        return files.containsKey(path) ? Files.readAllBytes(directory.resolve(path)) : null;
    }

    Path directory() {
        return directory;
    }

    private void look(String path, long size) throws IOException, PublishRefusedException {
        Path file = directory.resolve(path);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw damaged(file, "is missing, but site.json lists it");
        }
        if (Files.size(file) != size) {
            throw damaged(file, "has " + Files.size(file) + " bytes, but site.json says " + size);
        }
    }

    private static PublishedFile ownFile(byte[] text, String type) {
        return new PublishedFile(new Sum(Sha256.of(text), text.length), type, CachePolicy.PAGE.header(), null);
    }

    private static boolean isFree(String path) {
        try {
            return !PublicationKeys.isReserved(new SitePath(path).value());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static PublishRefusedException damaged(Path file, String what) {
        return new PublishRefusedException(file + ": " + what + "; build the site again");
    }
}
