package io.github.orrery.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.orrery.model.Revision;
import io.github.orrery.problem.Location;
import io.github.orrery.problem.Problem;
import java.util.regex.Pattern;

/** What a revision is called, in its directories and in package.json. */
final class NameCheck {
    /** Names that some file systems keep for devices. */
    private static final Pattern RESERVED = Pattern.compile("(?i)con|prn|aux|nul|(com|lpt)[1-9]");

    private static final Pattern SAFE_VERSION = Pattern.compile("[-a-zA-Z0-9.]{1,64}");

    private NameCheck() {}

    static void check(Revision revision, Findings findings) {
        String[] path = revision.directory().split("/");
        String name = revision.name().value();
        Location directory = Location.of(revision.directory());
        if (path.length > 2 && !path[1].equals(revision.name().letter())) {
            findings.add(
                    Rule.PACKAGE_LETTER,
                    directory,
                    Problem.quote(name) + " stands under the letter " + Problem.quote(path[1]) + ", expected "
                            + Problem.quote(revision.name().letter()));
        }
        JsonNode stated = revision.packageJson().tree().path("name");
        if (stated.isTextual() && !stated.textValue().equals(name)) {
            findings.add(
                    Rule.PACKAGE_NAME_DIRECTORY,
                    revision.locate("/name"),
                    "\"name\" is " + SchemaWords.value(stated) + ", expected " + Problem.quote(name)
                            + ", the name of the directory");
        }
        if (RESERVED.matcher(name).matches()) {
            findings.add(
                    Rule.PACKAGE_NAME_RESERVED,
                    directory,
                    Problem.quote(name) + " is the name of a device on Windows, expected another name");
        }
        JsonNode version = revision.packageJson().tree().path("version");
        if (version.isTextual() && !isSafe(version.textValue()) && !findings.isFaulty(revision, "/version")) {
            findings.add(
                    Rule.VERSION_CHARACTERS,
                    revision.locate("/version"),
                    "\"version\" is " + SchemaWords.value(version)
                            + ", expected at most 64 letters, digits, dots and hyphens; there is no bundle of it");
        }
    }

    private static boolean isSafe(String version) {
        return SAFE_VERSION.matcher(version).matches() && !version.equals(".") && !version.equals("..");
    }
}
