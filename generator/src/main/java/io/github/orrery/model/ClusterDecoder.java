package io.github.orrery.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.orrery.json.Json;
import io.github.orrery.json.SpelledNumber;
import io.github.orrery.problem.Problem;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the clusters' package manager demands of one element of an index's {@code packages} (formats.md 5.3 and 11.1).
 * It is other than the schema: laxer about what it does not know, stricter where its types are. A cluster drops the
 * whole repository for one fault.
 *
 * <pre>{@code
 * ClusterDecoder.faults(item, RepositoryVersion.V4)   // [Fault[pointer=/tags, message=is missing, expected ...]]
 * }</pre>
 */
public final class ClusterDecoder {
    /**
     * Why an item cannot be decoded.
     *
     * @param pointer JSON Pointer of the value within the item; of a missing one too
     * @param message what is wrong and what was expected, to be read after the pointer
     */
    public record Fault(String pointer, String message) {}

    private static final Pattern TAG = Pattern.compile("[^\\s]+");
    private static final Pattern MINIMUM =
            Pattern.compile("[0-9]{1,20}(?:\\.[0-9]{1,20}){0,40}(?:-[0-9A-Za-z][0-9A-Za-z.-]*)?");
    private static final Pattern AUTHORITY = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*://([^/?#]*)");
    private static final Pattern HOST = Pattern.compile("\\[[0-9a-fA-F:.]+]|[^\\[\\]:\\s]+");
    private static final Pattern PORT = Pattern.compile("0*[0-9]{1,5}");
    private static final int GREATEST_PORT = 65_535;
    private static final BigInteger GREATEST_INT = BigInteger.valueOf(Integer.MAX_VALUE);
    private static final List<String> PLATFORMS = List.of("windows", "linux", "darwin");

    private static final int MOST_FAULTS = 100;

    private final List<Fault> faults = new ArrayList<>();

    private ClusterDecoder() {}

    /**
     * The first 100 faults of an item; none where the package manager can decode it.
     *
     * @param reader the newest form that the package manager knows
     */
    public static List<Fault> faults(JsonNode item, RepositoryVersion reader) {
        ClusterDecoder decoder = new ClusterDecoder();
        decoder.item(item, reader);
        return List.copyOf(decoder.faults);
    }

    /**
     * What the package manager misses in an address that it parses when it reads an index, e.g. {@code a host}; empty
     * where it takes the address.
     */
    public static Optional<String> addressFault(String address) {
        Matcher matcher = AUTHORITY.matcher(address);
        String authority = matcher.lookingAt() ? matcher.group(1) : "x";
        String hostAndPort = authority.substring(authority.lastIndexOf('@') + 1);
        int colon = hostAndPort.startsWith("[")
                ? hostAndPort.indexOf(':', hostAndPort.indexOf(']') + 1)
                : hostAndPort.indexOf(':');
        String host = colon < 0 ? hostAndPort : hostAndPort.substring(0, colon);
        if (!HOST.matcher(host).matches()) {
            return Optional.of("a host");
        }
        String port = colon < 0 ? "80" : hostAndPort.substring(colon + 1);
        if (!PORT.matcher(port).matches() || Integer.parseInt(port) > GREATEST_PORT) {
            return Optional.of("a port from 0 to " + GREATEST_PORT);
        }
        for (int at = address.indexOf('%'); at >= 0; at = address.indexOf('%', at + 1)) {
            if (at + 2 >= address.length() || !isHex(address.charAt(at + 1)) || !isHex(address.charAt(at + 2))) {
                return Optional.of("two hexadecimal digits after each %");
            }
        }
        return Optional.empty();
    }

    private static boolean isHex(char c) {
        return Character.digit(c, 16) >= 0 && c < 0x80;
    }

    private void item(JsonNode item, RepositoryVersion reader) {
        if (!item.isObject()) {
            fault("", item, "an object");
            return;
        }
        JsonNode packaging = item.path("packagingVersion");
        PackagingVersion version = PackagingVersion.parse(packaging.textValue() == null ? "" : packaging.textValue())
                .orElse(null);
        if (version == null || !reader.newestPackagingVersion().isAtLeast(version)) {
            fault(
                    "/packagingVersion",
                    packaging,
                    "\"2.0\" to \"" + reader.newestPackagingVersion().text() + '"');
            version = version == null ? PackagingVersion.V2_0 : version;
            if (!packaging.isTextual()) {
                return;
            }
        }
        for (String member : List.of("name", "version", "maintainer", "description")) {
            string(item.path(member), "/" + member);
        }
        releaseVersion(item.path("releaseVersion"));
        tags(item.path("tags"));
        for (String member : List.of("selected", "framework")) {
            optional(item.path(member), "/" + member, this::bool);
        }
        for (String member : List.of("scm", "website", "preInstallNotes", "postInstallNotes", "postUninstallNotes")) {
            optional(item.path(member), "/" + member, this::string);
        }
        optional(item.path("licenses"), "/licenses", (node, at) -> each(node, at, this::licence));
        if (version == PackagingVersion.V2_0) {
            template(item.path("marathon"), "/marathon");
        } else {
            optional(item.path("marathon"), "/marathon", this::template);
        }
        optional(item.path("config"), "/config", this::object);
        boolean since3 = version.isAtLeast(PackagingVersion.V3_0);
        optional(item.path("resource"), "/resource", (node, at) -> resource(node, at, since3));
        if (!version.isAtLeast(PackagingVersion.V4_0)) {
            optional(item.path("command"), "/command", (node, at) -> {
                if (object(node, at)) {
                    strings(node.path("pip"), at + "/pip");
                }
            });
        }
        if (since3) {
            optional(item.path("hasKnownIssues"), "/hasKnownIssues", this::bool);
            optional(item.path("minDcosReleaseVersion"), "/minDcosReleaseVersion", this::minimum);
            optional(item.path("lastUpdated"), "/lastUpdated", this::time);
        }
        if (version.isAtLeast(PackagingVersion.V4_0)) {
            optional(item.path("upgradesFrom"), "/upgradesFrom", this::strings);
            optional(item.path("downgradesTo"), "/downgradesTo", this::strings);
        }
        if (version == PackagingVersion.V5_0) {
            optional(item.path("manager"), "/manager", (node, at) -> {
                if (object(node, at)) {
                    string(node.path("packageName"), at + "/packageName");
                    optional(node.path("minPackageVersion"), at + "/minPackageVersion", this::string);
                }
            });
        }
    }

    private void releaseVersion(JsonNode node) {
        BigDecimal value = number(node);
        if (value == null || !isLong(value) || value.signum() < 0) {
            fault("/releaseVersion", node, "a whole number from 0 that fits 64 bits");
        }
    }

    private void time(JsonNode node, String at) {
        BigDecimal value = number(node);
        if (value == null || !isLong(value)) {
            fault(at, node, "whole seconds since 1970 that fit 64 bits");
        }
    }

    /** The package manager also reads a number that is written as a string. */
    private static @Nullable BigDecimal number(JsonNode node) {
        String text = node.isNumber() || node.isTextual() ? node.asText() : "";
        return text.length() <= 40 && text.matches("-?[0-9]+(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]{1,3})?")
                ? new BigDecimal(text)
                : null;
    }

    private static boolean isLong(BigDecimal value) {
        return SpelledNumber.isWhole(value)
                && value.compareTo(BigDecimal.valueOf(Long.MIN_VALUE)) >= 0
                && value.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0;
    }

    private void tags(JsonNode node) {
        each(node, "/tags", (tag, at) -> {
            if (!tag.isTextual() || !TAG.matcher(tag.textValue()).matches()) {
                fault(at, tag, "a string without blanks");
            }
        });
    }

    private void minimum(JsonNode node, String at) {
        String text = node.isTextual() ? node.textValue() : "";
        boolean fits = text.length() <= 400 && MINIMUM.matcher(text).matches();
        if (fits) {
            int dash = text.indexOf('-');
            for (String part : (dash < 0 ? text : text.substring(0, dash)).split("\\.", -1)) {
                fits &= new BigInteger(part).compareTo(GREATEST_INT) <= 0;
            }
        }
        if (!fits) {
            fault(at, node, "dotted numbers, none above " + GREATEST_INT);
        }
    }

    private void licence(JsonNode node, String at) {
        if (!object(node, at)) {
            return;
        }
        string(node.path("name"), at + "/name");
        JsonNode url = node.path("url");
        if (string(url, at + "/url")) {
            addressFault(url.textValue()).ifPresent(missing -> fault(at + "/url", url, "an address with " + missing));
        }
    }

    private void template(JsonNode node, String at) {
        if (!object(node, at)) {
            return;
        }
        JsonNode template = node.path("v2AppMustacheTemplate");
        String pointer = at + "/v2AppMustacheTemplate";
        if (string(template, pointer)) {
            try {
                Base64.getDecoder().decode(template.textValue());
            } catch (IllegalArgumentException e) {
                fault(pointer, template, "base64 on one line");
            }
        }
    }

    private void resource(JsonNode resource, String at, boolean since3) {
        if (!object(resource, at)) {
            return;
        }
        optional(resource.path("assets"), at + "/assets", (assets, assetsAt) -> {
            if (object(assets, assetsAt)) {
                optional(assets.path("uris"), assetsAt + "/uris", this::stringMap);
                optional(assets.path("container"), assetsAt + "/container", (container, containerAt) -> {
                    if (object(container, containerAt)) {
                        stringMap(container.path("docker"), containerAt + "/docker");
                    }
                });
            }
        });
        optional(resource.path("images"), at + "/images", (images, imagesAt) -> {
            if (object(images, imagesAt)) {
                for (String icon : List.of("icon-small", "icon-medium", "icon-large")) {
                    optional(images.path(icon), imagesAt + "/" + icon, this::string);
                }
                optional(images.path("screenshots"), imagesAt + "/screenshots", this::strings);
            }
        });
        if (since3) {
            optional(resource.path("cli"), at + "/cli", (cli, cliAt) -> {
                if (object(cli, cliAt)) {
                    optional(cli.path("binaries"), cliAt + "/binaries", this::binaries);
                }
            });
        }
    }

    private void binaries(JsonNode binaries, String at) {
        if (!object(binaries, at)) {
            return;
        }
        for (String platform : PLATFORMS) {
            optional(binaries.path(platform), at + "/" + platform, (machines, platformAt) -> {
                if (!object(machines, platformAt)) {
                    return;
                }
                String machineAt = platformAt + "/x86-64";
                JsonNode binary = machines.path("x86-64");
                if (object(binary, machineAt)) {
                    string(binary.path("kind"), machineAt + "/kind");
                    string(binary.path("url"), machineAt + "/url");
                    each(binary.path("contentHash"), machineAt + "/contentHash", (hash, hashAt) -> {
                        if (object(hash, hashAt)) {
                            string(hash.path("algo"), hashAt + "/algo");
                            string(hash.path("value"), hashAt + "/value");
                        }
                    });
                }
            });
        }
    }

    /** For what may be absent; {@code null} means the same. */
    private static void optional(JsonNode node, String at, BiConsumer<JsonNode, String> check) {
        if (!node.isMissingNode() && !node.isNull()) {
            check.accept(node, at);
        }
    }

    private void each(JsonNode node, String at, BiConsumer<JsonNode, String> check) {
        if (!node.isArray()) {
            fault(at, node, "a list");
            return;
        }
        for (int i = 0; i < node.size(); i++) {
            check.accept(node.path(i), at + "/" + i);
        }
    }

    private void strings(JsonNode node, String at) {
        each(node, at, this::string);
    }

    private void stringMap(JsonNode node, String at) {
        if (object(node, at)) {
            for (Map.Entry<String, JsonNode> member : node.properties()) {
                string(member.getValue(), at + "/" + Json.escapePointer(member.getKey()));
            }
        }
    }

    private boolean string(JsonNode node, String at) {
        return is(node.isTextual(), at, node, "a string");
    }

    private boolean bool(JsonNode node, String at) {
        return is(node.isBoolean(), at, node, "true or false");
    }

    private boolean object(JsonNode node, String at) {
        return is(node.isObject(), at, node, "an object");
    }

    private boolean is(boolean holds, String at, JsonNode node, String expected) {
        if (!holds) {
            fault(at, node, expected);
        }
        return holds;
    }

    private void fault(String at, JsonNode node, String expected) {
        String found;
        if (node.isMissingNode()) {
            found = "is missing";
        } else if (node.isTextual()) {
            found = "is " + Problem.quote(node.textValue());
        } else {
            found = "is " + (node.isContainerNode() ? (node.isArray() ? "a list" : "an object") : node.asText());
        }
        if (faults.size() < MOST_FAULTS) {
            faults.add(new Fault(at, found + ", expected " + expected));
        }
    }
}
