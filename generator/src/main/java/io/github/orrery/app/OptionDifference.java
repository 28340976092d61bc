package io.github.orrery.app;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.orrery.json.Json;
import io.github.orrery.json.JsonText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How one option differs between two revisions. What breaks is defined in
 * {@code docs/output.md}; the catalogue's {@code compare.js} follows the same definition.
 *
 * @param path e.g. {@code node.memory}; of an object that holds options where its own rules changed, and then empty for
 *     the outermost one
 * @param kind what happened to it
 * @param details in words, e.g. {@code default 512 becomes 1024}
 * @param breaking whether options files that were right before may be refused, or mean nothing any more
 */
public record OptionDifference(String path, Kind kind, List<String> details, boolean breaking) {
    /** What happens to an option. */
    public enum Kind {
        ADDED,
        REMOVED,
        CHANGED
    }

    private static final Set<String> LOWER_BOUNDS = Set.of("minimum", "minLength", "minItems", "minProperties");
    private static final Set<String> UPPER_BOUNDS = Set.of("maximum", "maxLength", "maxItems", "maxProperties");
    /** Bounds that hold only where they are true. */
    private static final Set<String> SWITCHES = Set.of("uniqueItems", "exclusiveMinimum", "exclusiveMaximum");

    public OptionDifference {
        details = List.copyOf(details);
    }

    /** All options that differ between two config.json; see {@link #between(OptionFacts.All, OptionFacts.All)}. */
    public static List<OptionDifference> between(JsonNode before, JsonNode after) {
        return between(OptionFacts.of(before, after), OptionFacts.of(after, before));
    }

    /** All options that differ, by path; the objects around them, where their own rules do, come last. */
    public static List<OptionDifference> between(OptionFacts.All before, OptionFacts.All after) {
        TreeSet<String> keys = new TreeSet<>(before.options().keySet());
        keys.addAll(after.options().keySet());
        List<OptionDifference> differences = new ArrayList<>();
        for (String key : keys) {
            OptionFacts old = before.options().get(key);
            OptionFacts now = after.options().get(key);
            if (old == null && now != null) {
                differences.add(added(now));
            } else if (old != null && now == null) {
                differences.add(new OptionDifference(old.path(), Kind.REMOVED, List.of(), true));
            } else if (old != null && now != null) {
                addChanged(old, now, differences);
            }
        }
        for (Map.Entry<String, OptionFacts> group : before.groups().entrySet()) {
            OptionFacts now = after.groups().get(group.getKey());
            if (now != null) {
                addChanged(group.getValue(), now, differences);
            }
        }
        return differences;
    }

    private static OptionDifference added(OptionFacts now) {
        List<String> details = new ArrayList<>();
        if (now.has(OptionFacts.TYPE)) {
            details.add(now.shown(OptionFacts.TYPE));
        }
        if (now.required()) {
            details.add("required");
        }
        if (now.has(OptionFacts.DEFAULT)) {
            details.add("default " + now.shown(OptionFacts.DEFAULT));
        }
        return new OptionDifference(now.path(), Kind.ADDED, details, mustBeSet(now));
    }

    private static boolean mustBeSet(OptionFacts option) {
        return option.required() && !option.has(OptionFacts.DEFAULT);
    }

    private static void addChanged(OptionFacts old, OptionFacts now, List<OptionDifference> differences) {
        if (old.equals(now)) {
            return;
        }
        List<String> details = new ArrayList<>();
        boolean breaking = mustBeSet(now) && !mustBeSet(old);
        if (differs(OptionFacts.TYPE, old, now)) {
            details.add(becomes(OptionFacts.TYPE, old, now));
            breaking |= losesTypes(old, now);
        }
        if (differs(OptionFacts.DEFAULT, old, now)) {
            details.add(becomes(OptionFacts.DEFAULT, old, now));
        }
        if (old.required() != now.required()) {
            details.add(now.required() ? "now required" : "no longer required");
        }
        for (String bound : OptionFacts.BOUNDS) {
            if (differs(bound, old, now)) {
                details.add(becomes(bound, old, now));
                breaking |= narrows(bound, old, now);
            }
        }
        if (!details.isEmpty()) {
            differences.add(new OptionDifference(now.path(), Kind.CHANGED, details, breaking));
        }
    }

    private static boolean differs(String keyword, OptionFacts old, OptionFacts now) {
        JsonNode was = old.value(keyword);
        JsonNode is = now.value(keyword);
        return (was != null && is != null) ? !isSame(was, is) : old.has(keyword) != now.has(keyword);
    }

    private static String becomes(String keyword, OptionFacts old, OptionFacts now) {
        return keyword + " " + old.shown(keyword) + " becomes " + now.shown(keyword);
    }

    private static boolean isSame(JsonNode a, JsonNode b) {
        return canonical(a).equals(canonical(b));
    }

    /** A text for values that are one to JSON Schema: 1.0 is 1, and the order of an object's members says nothing. */
    private static String canonical(JsonNode value) {
        if (value.isNumber()) {
            return value.decimalValue().stripTrailingZeros().toString();
        }
        if (value.isArray()) {
            List<String> elements = new ArrayList<>();
            value.forEach(element -> elements.add(canonical(element)));
            return elements.toString();
        }
        if (value.isObject()) {
            SortedMap<String, String> members = new TreeMap<>();
            value.properties()
                    .forEach(member -> members.put(
                            JsonText.line(Json.NODES.textNode(member.getKey())), canonical(member.getValue())));
            return members.toString();
        }
        return JsonText.line(value);
    }

    private static boolean losesTypes(OptionFacts old, OptionFacts now) {
        Set<String> allowed = types(now.value(OptionFacts.TYPE));
        return now.has(OptionFacts.TYPE)
                && !(old.has(OptionFacts.TYPE) && allowed.containsAll(types(old.value(OptionFacts.TYPE))));
    }

    /** A number is also allowed to be an integer. */
    private static Set<String> types(@Nullable JsonNode type) {
        Set<String> types = new HashSet<>();
        if (type != null && type.isArray()) {
            type.forEach(one -> types.add(one.asText()));
        } else if (type != null) {
            types.add(type.asText());
        }
        if (types.contains("number")) {
            types.add("integer");
        }
        return types;
    }

    /** Whether values that a bound let pass may be refused; what stands where draft 4 has no meaning for it bounds nothing. */
    private static boolean narrows(String bound, OptionFacts old, OptionFacts now) {
        JsonNode was = old.value(bound);
        JsonNode is = now.value(bound);
        if (is == null) {
            return false;
        }
        if (bound.equals("enum")) {
            return is.isArray() && !holdsAll(is, was != null && was.isArray() ? was : choices(old));
        }
        if (LOWER_BOUNDS.contains(bound) || UPPER_BOUNDS.contains(bound)) {
            int sign = LOWER_BOUNDS.contains(bound) ? 1 : -1;
            return is.isNumber()
                    && !(was != null
                            && was.isNumber()
                            && sign * is.decimalValue().compareTo(was.decimalValue()) <= 0);
        }
        if (SWITCHES.contains(bound)) {
            return is.isBoolean() && is.booleanValue();
        }
        return !(bound.startsWith("additional") && is.isBoolean() && is.booleanValue());
    }

    /** What an option without a list of values may be, where that can be listed. */
    private static @Nullable JsonNode choices(OptionFacts option) {
        return option.shown(OptionFacts.TYPE).equals("boolean")
                ? Json.NODES.arrayNode().add(true).add(false)
                : null;
    }

    private static boolean holdsAll(JsonNode list, @Nullable JsonNode values) {
        if (values == null) {
            return false;
        }
        Set<String> held = new HashSet<>();
        list.forEach(value -> held.add(canonical(value)));
        for (JsonNode value : values) {
            if (!held.contains(canonical(value))) {
                return false;
            }
        }
        return true;
    }
}
