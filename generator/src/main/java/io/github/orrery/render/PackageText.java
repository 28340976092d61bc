package io.github.orrery.render;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.orrery.model.Revision;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The few texts of a revision that several pages show, ready to show. */
final class PackageText {
    private static final long SECONDS_A_DAY = 86_400;

    /** The last second that an ISO date of four digits names. */
    private static final long LAST_SECOND = 253_402_300_799L;

    private PackageText() {}

    /** A text of package.json on one line; empty where there is none. */
    static String line(Revision revision, String key, int longest) {
        return line(revision.packageJson().tree().path(key), longest);
    }

    static String line(JsonNode text, int longest) {
        return text.isTextual() ? VisibleText.line(text.textValue(), longest) : "";
    }

    /** The first paragraph of the description on one line, without the marks of Markdown. */
    static String summary(Revision revision, int longest) {
        JsonNode description = revision.packageJson().tree().path("description");
        if (!description.isTextual()) {
            return "";
        }
        String text = VisibleText.of(description.textValue()).strip();
        int end = text.indexOf("\n\n");
        String first = end < 0 ? text : text.substring(0, end);
        return VisibleText.line(first.replace("**", "").replace("`", ""), longest);
    }

    static String version(Revision revision) {
        return VisibleText.line(revision.version(), 100);
    }

    static boolean flag(Revision revision, String key) {
        return revision.packageJson().tree().path(key).asBoolean(false);
    }

    /** The texts of a list on one line each, without those that say nothing. */
    static List<String> lines(JsonNode texts, int longest) {
        List<String> lines = new ArrayList<>();
        if (texts.isArray()) {
            for (JsonNode text : texts) {
                String line = line(text, longest);
                if (!line.isEmpty()) {
                    lines.add(line);
                }
            }
        }
        return lines;
    }

    static String minDcos(Revision revision) {
        JsonNode minimum = revision.packageJson().tree().path("minDcosReleaseVersion");
        return minimum.isTextual() ? VisibleText.line(minimum.textValue(), 40) : "";
    }

    /** Whether installing it starts nothing on the cluster. */
    static boolean isCliOnly(Revision revision) {
        return revision.template().isEmpty();
    }

    /** When it changed last, in seconds since 1970. */
    static @Nullable Long lastUpdated(Revision revision) {
        JsonNode seconds = revision.packageJson().tree().path("lastUpdated");
        if (!seconds.isNumber() || !seconds.canConvertToLong()) {
            return null;
        }
        long value = seconds.longValue();
        return value >= 0 && value <= LAST_SECOND ? value : null;
    }

    /** The day as {@code 2020-11-16}, in UTC. */
    static @Nullable String date(@Nullable Long seconds) {
        return seconds == null
                ? null
                : LocalDate.ofEpochDay(seconds / SECONDS_A_DAY).toString();
    }
}
