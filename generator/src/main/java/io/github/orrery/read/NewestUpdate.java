package io.github.orrery.read;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.orrery.json.Json;
import io.github.orrery.json.JsonLimits;
import io.github.orrery.read.UniverseTree.PackageDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** The newest {@code lastUpdated} of a package, without reading the rest of it. */
final class NewestUpdate {
    private static final byte[] KEY = "\"lastUpdated\"".getBytes(StandardCharsets.US_ASCII);

    private NewestUpdate() {}

    /** Seconds since 1970, or 0; a file that cannot be read counts as none, its problem is told elsewhere. */
    static long of(Path root, PackageDirectory directory) {
        long newest = 0;
        for (long revision : directory.revisions()) {
            Path file = root.resolve(directory.path() + "/" + revision + "/package.json");
            newest = Math.max(newest, lastUpdated(file));
        }
        return newest;
    }

    private static long lastUpdated(Path file) {
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > JsonLimits.FILE.bytes()) {
                return 0;
            }
            byte[] bytes = Files.readAllBytes(file);
            if (!contains(bytes) || !(Json.read(bytes, JsonLimits.FILE) instanceof Json.Result.Read read)) {
                return 0;
            }
            JsonNode seconds = read.document().root().path("lastUpdated");
            return seconds.isNumber() && seconds.canConvertToLong() ? Math.max(0, seconds.longValue()) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    private static boolean contains(byte[] bytes) {
        for (int i = 0; i + KEY.length <= bytes.length; i++) {
            int matched = 0;
            while (matched < KEY.length && bytes[i + matched] == KEY[matched]) {
                matched++;
            }
            if (matched == KEY.length) {
                return true;
            }
        }
        return false;
    }
}
