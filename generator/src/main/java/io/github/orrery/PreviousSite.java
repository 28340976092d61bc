package io.github.orrery;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.orrery.json.JsonElements;
import io.github.orrery.json.JsonFault;
import io.github.orrery.json.JsonLimits;
import io.github.orrery.json.JsonText;
import io.github.orrery.model.PublishedRevisions;
import io.github.orrery.model.SiteLayout;
import io.github.orrery.publication.Sha256;
import io.github.orrery.verify.SiteUniverse;
import io.github.orrery.verify.VerifyLimits;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads what a site held that was published before: its {@code universe.json}, which names every revision. */
public final class PreviousSite {
    private static final JsonLimits REVISION = new JsonLimits(16 << 20, 200, 1000);

    private final String place;
    private final SortedMap<String, SortedMap<Long, PublishedRevisions.Line>> revisions = new TreeMap<>();

    private PreviousSite(String place) {
        this.place = place;
    }

    /**
     * Reads it, one revision after another.
     *
     * @param site the directory or the http or https URL of a site, or its {@code universe.json}
     * @throws IllegalArgumentException where there is none, or it is none; the message says so of the file
     * @throws IOException where the disk or the server fails
     */
    public static PublishedRevisions read(String site) throws IOException {
        Optional<URI> address = SiteUniverse.address(site);
        return address.isPresent() ? ofUrl(address.get()) : ofFile(site);
    }

    private static PublishedRevisions ofUrl(URI uri) throws IOException {
        PreviousSite previous = new PreviousSite(uri.toString());
        int[] count = {0};
        try {
            SiteUniverse.read(uri, VerifyLimits.DEFAULT, revision -> previous.add(count[0]++, revision));
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("there is no file " + uri, e);
        }
        return new PublishedRevisions(previous.revisions);
    }

    private static PublishedRevisions ofFile(String site) throws IOException {
        Path file = file(site);
        PreviousSite previous = new PreviousSite(file.toString());
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            Optional<JsonFault> fault = JsonElements.read(in, "packages", REVISION, previous::add);
            if (fault.isPresent()) {
                throw new IllegalArgumentException(file + ": " + fault.get().message() + ", at byte "
                        + fault.get().offset());
            }
        }
        return new PublishedRevisions(previous.revisions);
    }

    private static Path file(String site) {
        try {
            Path path = Path.of(site);
            Path file = Files.isDirectory(path) && !site.isEmpty() ? path.resolve(SiteLayout.UNIVERSE) : path;
            if (Files.isRegularFile(file)) {
                return file;
            }
            throw new IllegalArgumentException("there is no file " + file);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("cannot be a path here: " + site + " (" + e.getReason() + ")", e);
        }
    }

    private void add(int number, JsonNode revision) {
        JsonNode name = revision.path("name");
        JsonNode releaseVersion = revision.path("releaseVersion");
        if (!name.isTextual() || !releaseVersion.isIntegralNumber() || !releaseVersion.canConvertToLong()) {
            throw new IllegalArgumentException(
                    place + " is no index: element " + number + " of packages has no name or no releaseVersion");
        }
        revisions
                .computeIfAbsent(name.textValue(), key -> new TreeMap<>())
                .put(
                        releaseVersion.longValue(),
                        new PublishedRevisions.Line(
                                revision.path("version").asText(""), Sha256.of(JsonText.compact(revision))));
    }
}
