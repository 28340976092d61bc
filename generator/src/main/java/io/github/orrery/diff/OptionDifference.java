package io.github.orrery.diff;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.orrery.json.Json;
import io.github.orrery.json.JsonLimits;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How one option differs between the two revisions that clusters would install.
 *
 * @param path e.g. {@code node.memory}
 * @param kind what happened to it
 * @param details in words, e.g. {@code default 512 becomes 1024}
 * @param breaking whether options files that were right before may be refused, or mean nothing any more: the option is
 *     gone, takes other types, is newly required without a default, or takes fewer values
 */
public record OptionDifference(String path, Kind kind, List<String> details, boolean breaking) {
    /** What happens to an option. */
    public enum Kind {
        ADDED,
        REMOVED,
        CHANGED
    }

    private static final Set<String> LOWER_BOUNDS = Set.of("minimum", "minLength", "minItems");
    private static final Set<String> UPPER_BOUNDS = Set.of("maximum", "maxLength", "maxItems");

    public OptionDifference {
        details = List.copyOf(details);
    }

    /** All options that differ, by path. */
    static List<OptionDifference> between(SortedMap<String, OptionFacts> before, SortedMap<String, OptionFacts> after) {
        TreeSet<String> paths = new TreeSet<>(before.keySet());
        paths.addAll(after.keySet());
        List<OptionDifference> differences = new ArrayList<>();
        for (String path : paths) {
            OptionFacts old = before.get(path);
            OptionFacts now = after.get(path);
            if (old == null && now != null) {
                differences.add(added(path, now));
            } else if (old != null && now == null) {
                differences.add(new OptionDifference(path, Kind.REMOVED, List.of(), true));
            } else if (old != null && now != null && !old.equals(now)) {
                differences.add(changed(path, old, now));
            }
        }
        return differences;
    }

    private static OptionDifference added(String path, OptionFacts now) {
        List<String> details = new ArrayList<>();
        if (!now.type().isEmpty()) {
            details.add(now.type());
        }
        if (now.required()) {
            details.add("required");
        }
        if (now.defaultValue() != null) {
            details.add("default " + now.defaultValue());
        }
        return new OptionDifference(path, Kind.ADDED, details, now.required() && now.defaultValue() == null);
    }

    private static OptionDifference changed(String path, OptionFacts old, OptionFacts now) {
        List<String> details = new ArrayList<>();
        boolean breaking = false;
        if (!old.type().equals(now.type())) {
            details.add("type " + shown(old.type()) + " becomes " + shown(now.type()));
            breaking = !types(now.type()).containsAll(types(old.type()))
                    && !now.type().isEmpty();
        }
        if (!Objects.equals(old.defaultValue(), now.defaultValue())) {
            details.add("default " + shown(old.defaultValue()) + " becomes " + shown(now.defaultValue()));
        }
        if (old.required() != now.required()) {
            details.add(now.required() ? "now required" : "no longer required");
            breaking |= now.required() && now.defaultValue() == null;
        }
        for (String bound : OptionFacts.BOUNDS) {
            String was = old.bounds().get(bound);
            String is = now.bounds().get(bound);
            if (!Objects.equals(was, is)) {
                details.add(bound + " " + shown(was) + " becomes " + shown(is));
                breaking |= narrows(bound, was, is);
            }
        }
        return new OptionDifference(path, Kind.CHANGED, details, breaking);
    }

    private static String shown(@Nullable String value) {
        return value == null || value.isEmpty() ? "none" : value;
    }

    /** A number is also allowed to be an integer. */
    private static Set<String> types(String type) {
        Set<String> types = new HashSet<>();
        JsonNode list = type.startsWith("[") ? json(type) : null;
        if (list == null) {
            types.add(type);
        } else {
            list.forEach(one -> types.add(one.asText()));
        }
        if (types.contains("number")) {
            types.add("integer");
        }
        return types;
    }

    private static boolean narrows(String bound, @Nullable String was, @Nullable String is) {
        if (is == null || is.equals("false")) {
            return false;
        }
        if (was == null) {
            return true;
        }
        if (bound.equals("enum")) {
            Set<JsonNode> allowed = new HashSet<>();
            json(is).forEach(allowed::add);
            for (JsonNode value : json(was)) {
                if (!allowed.contains(value)) {
                    return true;
                }
            }
            return false;
        }
        if (LOWER_BOUNDS.contains(bound) || UPPER_BOUNDS.contains(bound)) {
            try {
                int order = new BigDecimal(is).compareTo(new BigDecimal(was));
                return LOWER_BOUNDS.contains(bound) ? order > 0 : order < 0;
            } catch (NumberFormatException e) {
                return true;
            }
        }
        return true;
    }

    private static JsonNode json(String compact) {
        return Json.read(compact.getBytes(StandardCharsets.US_ASCII), JsonLimits.FILE) instanceof Json.Result.Read read
                ? read.document().root()
                : Json.NODES.missingNode();
    }
}
