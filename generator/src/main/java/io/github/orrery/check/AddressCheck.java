package io.github.orrery.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.orrery.json.Json;
import io.github.orrery.model.Revision;
import io.github.orrery.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Addresses that no link is made of, and what else of resource.json and command.json no cluster can fetch. */
final class AddressCheck {
    private static final List<String> ICONS = List.of("icon-small", "icon-medium", "icon-large");
    private static final Set<String> ACTIVE =
            Set.of("javascript", "vbscript", "data", "file", "jar", "blob", "about", "view-source");
    private static final Pattern PICTURE =
            Pattern.compile("data:image/(png|jpeg|gif|webp|svg\\+xml)[;,].*", Pattern.DOTALL);
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    /** A line of a requirements file that names a package or an address, and changes nothing else of the run. */
    private static final Pattern REQUIREMENT = Pattern.compile(
            "[A-Za-z0-9][A-Za-z0-9._-]*(\\[[A-Za-z0-9,._ -]*])?\\s*([<>=!~][^/\\\\]*)?|(git\\+)?https?://\\S+");

    private final Revision revision;
    private final Findings findings;

    private AddressCheck(Revision revision, Findings findings) {
        this.revision = revision;
        this.findings = findings;
    }

    static void check(Revision revision, Findings findings) {
        AddressCheck check = new AddressCheck(revision, findings);
        check.web("/website", revision.item().path("website"));
        check.active("/scm", revision.item().path("scm"));
        check.licences();
        check.images();
        check.resources();
        check.pip();
        revision.config()
                .filter(config -> mentionsOddScheme(config.file().bytes()))
                .ifPresent(config -> check.misspelled("/config", config.tree()));
    }

    private void licences() {
        JsonNode licences = revision.item().path("licenses");
        if (licences.isEmpty() && !findings.isFaulty(revision, "/licenses")) {
            findings.add(
                    Rule.LICENCE_MISSING,
                    revision.locate(licences.isMissingNode() ? "" : "/licenses"),
                    "states no licence, expected \"licenses\" with the name and address of each");
        }
        for (int i = 0; i < licences.size(); i++) {
            userinfo("/licenses/" + i + "/url", licences.path(i).path("url").asText());
        }
    }

    private void images() {
        JsonNode images = revision.item().path("resource").path("images");
        for (Map.Entry<String, JsonNode> image : images.properties()) {
            String pointer = "/resource/images/" + Json.escapePointer(image.getKey());
            JsonNode value = image.getValue();
            for (int i = 0; i < value.size(); i++) {
                picture(pointer + "/" + i, value.path(i));
            }
            picture(pointer, value);
        }
        List<String> missing = ICONS.stream().filter(icon -> !images.has(icon)).toList();
        if (revision.template().isPresent() && !missing.isEmpty() && !findings.isFaulty(revision, "/resource/images")) {
            findings.add(
                    Rule.ICON_MISSING,
                    revision.locate(revision.resource().isPresent() ? "/resource/images" : ""),
                    "names no " + String.join(", ", missing) + ", expected all three icons in resource.json");
        }
    }

    private void picture(String pointer, JsonNode value) {
        if (value.isTextual() && !PICTURE.matcher(value.textValue()).matches()) {
            web(pointer, value);
        }
    }

    private void resources() {
        JsonNode resource = revision.item().path("resource");
        for (Map.Entry<String, JsonNode> uri :
                resource.path("assets").path("uris").properties()) {
            web("/resource/assets/uris/" + Json.escapePointer(uri.getKey()), uri.getValue());
        }
        for (Map.Entry<String, JsonNode> platform :
                resource.path("cli").path("binaries").properties()) {
            for (Map.Entry<String, JsonNode> binary : platform.getValue().properties()) {
                String pointer = "/resource/cli/binaries/" + Json.escapePointer(platform.getKey()) + "/"
                        + Json.escapePointer(binary.getKey());
                web(pointer + "/url", binary.getValue().path("url"));
                hashes(pointer + "/contentHash", binary.getValue().path("contentHash"));
            }
        }
    }

    private void hashes(String pointer, JsonNode hashes) {
        for (int i = 0; i < hashes.size(); i++) {
            JsonNode value = hashes.path(i).path("value");
            String at = pointer + "/" + i + "/value";
            if (value.isTextual()
                    && !SHA256.matcher(value.textValue()).matches()
                    && !findings.isFaulty(revision, pointer + "/" + i)) {
                findings.add(
                        Rule.CONTENT_HASH,
                        revision.locate(at),
                        "the SHA-256 is " + SchemaWords.value(value) + ", expected 64 digits 0-9 and a-f");
            }
        }
    }

    private void pip() {
        JsonNode lines = revision.item().path("command").path("pip");
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.path(i).asText();
            String pointer = "/command/pip/" + i;
            boolean isTemplate = line.contains("{{");
            if (lines.path(i).isTextual()
                    && !isTemplate
                    && !REQUIREMENT.matcher(line.strip()).matches()
                    && !findings.isFaulty(revision, pointer)) {
                findings.add(
                        Rule.PIP_LINE,
                        revision.locate(pointer),
                        "the line is " + Problem.quote(line)
                                + ", expected an http or https address, or a package's name with versions");
            } else {
                userinfo(pointer, line);
            }
        }
    }

    /** Whether a text holds a string that begins with another scheme than http and https: most do not. */
    private static boolean mentionsOddScheme(byte[] json) {
        for (int i = 5; i < json.length; i += 2) { // of two slashes side by side one is met
            if (json[i] == '/') {
                int colon = json[i - 1] == '/' ? i - 2 : i - 1;
                if (json[colon] == ':' && isOddScheme(json, colon)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isOddScheme(byte[] json, int colon) {
        int begin = colon;
        while (begin > 0 && colon - begin <= 6 && json[begin - 1] >= 'A' && json[begin - 1] <= 'z') {
            begin--;
        }
        String scheme = new String(json, begin, colon - begin, StandardCharsets.ISO_8859_1);
        return begin > 0 && json[begin - 1] == '"' && !scheme.equals("http") && !scheme.equals("https");
    }

    /** Options hold addresses of many schemes; one that is nearly http is a mistake. */
    private void misspelled(String pointer, JsonNode value) {
        if (value.isTextual()) {
            String text = value.textValue();
            String scheme = text.substring(0, schemeLength(text));
            boolean isNear = EditDistance.isAtMostOne(scheme, "http") || EditDistance.isAtMostOne(scheme, "https");
            if (isNear && !WebAddress.isWeb(text)) {
                web(pointer, value);
            }
        } else if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                misspelled(pointer + "/" + i, value.path(i));
            }
        } else {
            for (Map.Entry<String, JsonNode> member : value.properties()) {
                if (member.getValue().isContainerNode()
                        || schemeLength(member.getValue().asText("")) > 0) {
                    misspelled(pointer + "/" + Json.escapePointer(member.getKey()), member.getValue());
                }
            }
        }
    }

    /** Length of a scheme that may be a misspelling: 3 to 6 characters before {@code ://}; else 0. */
    private static int schemeLength(String text) {
        for (int length = 3; length <= 6; length++) {
            if (text.startsWith("://", length)) {
                return length;
            }
        }
        return 0;
    }

    /** A value that is meant to be opened or fetched: http or https. */
    private void web(String pointer, JsonNode value) {
        if (!value.isTextual() || findings.isFaulty(revision, pointer)) {
            return;
        }
        if (WebAddress.isWeb(value.textValue())) {
            userinfo(pointer, value.textValue());
        } else {
            findings.add(
                    Rule.ADDRESS,
                    revision.locate(pointer),
                    SchemaWords.subject(inFile(pointer)) + " is " + SchemaWords.value(value)
                            + ", expected an http or https address; it is shown as text only");
        }
    }

    /** A value that may have many forms, but none that runs something or reads a file. */
    private void active(String pointer, JsonNode value) {
        if (!value.isTextual() || findings.isFaulty(revision, pointer)) {
            return;
        }
        String scheme = WebAddress.scheme(value.textValue()).orElse("");
        if (ACTIVE.contains(scheme.toLowerCase(Locale.ROOT))) {
            web(pointer, value);
        } else if (WebAddress.isWeb(value.textValue())) {
            userinfo(pointer, value.textValue());
        }
    }

    private void userinfo(String pointer, String address) {
        if (WebAddress.userinfo(address).isPresent() && !findings.isFaulty(revision, pointer)) {
            findings.add(
                    Rule.ADDRESS_USERINFO,
                    revision.locate(pointer),
                    SchemaWords.subject(inFile(pointer))
                            + " carries a user name or password before the @, expected none: everybody can read it");
        }
    }

    private static String inFile(String pointer) {
        return pointer.startsWith("/resource/") || pointer.startsWith("/command/") || pointer.startsWith("/config/")
                ? pointer.substring(pointer.indexOf('/', 1))
                : pointer;
    }
}
