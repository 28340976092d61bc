package io.github.orrery;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.orrery.json.JsonElements;
import io.github.orrery.json.JsonFault;
import io.github.orrery.json.JsonLimits;
import io.github.orrery.model.PublishedRevisions;
import io.github.orrery.model.SiteLayout;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads what a site held that was published before: its {@code universe.json}, which names every revision. */
public final class PreviousSite {
    private static final JsonLimits REVISION = new JsonLimits(16 << 20, 200, 1000);

    private PreviousSite() {}

    /**
     * Reads it, one revision after another.
     *
     * @param place the directory of a site, or its {@code universe.json}
     * @throws IllegalArgumentException where there is none, or it is none; the message says so of the file
     * @throws IOException where the disk fails
     */
    public static PublishedRevisions read(Path place) throws IOException {
        Path file = Files.isDirectory(place) ? place.resolve(SiteLayout.UNIVERSE) : place;
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("there is no file " + file);
        }
        SortedMap<String, SortedMap<Long, String>> versions = new TreeMap<>();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            Optional<JsonFault> fault = JsonElements.read(in, "packages", REVISION, (number, revision) -> {
                JsonNode name = revision.path("name");
                JsonNode releaseVersion = revision.path("releaseVersion");
                if (!name.isTextual() || !releaseVersion.isIntegralNumber() || !releaseVersion.canConvertToLong()) {
                    throw new IllegalArgumentException(
                            file + " is no index: element " + number + " of packages has no name or no releaseVersion");
                }
                versions.computeIfAbsent(name.textValue(), key -> new TreeMap<>())
                        .put(
                                releaseVersion.longValue(),
                                revision.path("version").asText(""));
            });
            if (fault.isPresent()) {
                throw new IllegalArgumentException(file + ": " + fault.get().message() + ", at byte "
                        + fault.get().offset());
            }
        }
        return new PublishedRevisions(versions);
    }
}
