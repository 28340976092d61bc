package io.github.orrery.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.orrery.render.view.OptionGroupView;
import io.github.orrery.render.view.OptionsView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Describes the options of a package: every property of its config.json that has no properties of its own. The rows of
 * the table are most bytes of a catalogue, so they are written here and not by a template.
 */
final class OptionsReference {
    /** Far above real packages (495); a page stays one that a browser can show. */
    private static final int MOST = 5000;

    private static final int LONGEST_VALUE = 2000;
    private static final int LONGEST_PATH = 500;
    private static final int LONGEST_DESCRIPTION = 4000;

    /** Ids that pages have already: those of the sections. */
    private static final List<String> TAKEN = List.of(
            "main",
            "install",
            "about",
            "notes",
            "visible",
            "configuration",
            "needs",
            "cli",
            "versions",
            "cap-versions",
            "upgrades",
            "cap-upgrades",
            "path",
            "path-from",
            "path-to",
            "path-result",
            "options-tools",
            "options-filter",
            "options-fold",
            "options-count",
            "versions-table",
            "compare",
            "compare-title",
            "compare-from",
            "compare-to",
            "compare-show",
            "compare-status",
            "compare-result",
            "changes",
            "try",
            "try-open",
            "try-form");

    private final Set<String> anchors = new HashSet<>(512);
    /** Of paths that would have the same id: the number that the next of them tries first. */
    private final Map<String, Integer> numbers = new HashMap<>();

    private int count;

    private OptionsReference() {
        anchors.addAll(TAKEN);
    }

    static OptionsView of(ObjectNode config) {
        OptionsReference reference = new OptionsReference();
        List<OptionGroupView> groups = reference.groups(config);
        return new OptionsView(reference.count, Math.max(0, reference.count - MOST), groups);
    }

    private List<OptionGroupView> groups(ObjectNode config) {
        Set<String> required = required(config);
        List<OptionGroupView> groups = new ArrayList<>();
        StringBuilder general = new StringBuilder();
        for (Map.Entry<String, JsonNode> property : config.path("properties").properties()) {
            JsonNode schema = property.getValue();
            if (schema.isObject() && !isGroup(schema)) {
                addRow(general, path("", property.getKey()), schema, required.contains(property.getKey()));
            }
        }
        if (count > 0) {
            groups.add(new OptionGroupView(
                    anchor("options"), "General", Markdown.markup(""), count, Markdown.markup(general.toString())));
        }
        for (Map.Entry<String, JsonNode> property : config.path("properties").properties()) {
            if (isGroup(property.getValue()) && anchors.size() < 2 * MOST) {
                groups.add(group(path("", property.getKey()), property.getValue()));
            }
        }
        return groups;
    }

    private OptionGroupView group(String name, JsonNode schema) {
        String anchor = anchor(name);
        int before = count;
        StringBuilder rows = new StringBuilder(4096);
        addAll(rows, name, schema);
        return new OptionGroupView(
                anchor, name, Markdown.markup(description(schema)), count - before, Markdown.markup(rows.toString()));
    }

    /** The options of one object: its own first, then those of the objects in it under a heading each. */
    private void addAll(StringBuilder rows, String path, JsonNode object) {
        Set<String> required = required(object);
        boolean nests = false;
        for (Map.Entry<String, JsonNode> property : object.path("properties").properties()) {
            JsonNode schema = property.getValue();
            if (isGroup(schema)) {
                nests = true;
            } else if (schema.isObject()) {
                addRow(rows, path(path, property.getKey()), schema, required.contains(property.getKey()));
            }
        }
        if (!nests) {
            return;
        }
        for (Map.Entry<String, JsonNode> property : object.path("properties").properties()) {
            JsonNode schema = property.getValue();
            if (isGroup(schema)) {
                String inner = path(path, property.getKey());
                addHeading(rows, inner, schema);
                addAll(rows, inner, schema);
            }
        }
    }

    private void addHeading(StringBuilder rows, String path, JsonNode schema) {
        if (anchors.size() >= 2 * MOST) {
            return;
        }
        rows.append("<tr class=sub id=").append(anchor(path)).append("><th scope=rowgroup colspan=5>");
        text(path, rows);
        rows.append(" <small>").append(description(schema)).append("</small>\n");
    }

    private void addRow(StringBuilder rows, String path, JsonNode schema, boolean required) {
        count++;
        if (count > MOST) {
            return;
        }
        String anchor = anchor(path);
        rows.append("<tr id=")
                .append(anchor)
                .append("><th scope=row><a href=#")
                .append(anchor)
                .append('>');
        text(path, rows);
        rows.append("</a><td>");
        text(type(schema), rows);
        rows.append(required ? " <b>required</b><td>" : "<td>");
        JsonNode value = schema.get("default");
        if (value != null) {
            String shown = DisplayedJson.of(value, LONGEST_VALUE);
            text(VisibleText.of(shown), rows);
        }
        rows.append("<td>");
        text(VisibleText.of(Constraints.of(schema, LONGEST_VALUE)), rows);
        rows.append("<td>").append(description(schema)).append('\n');
    }

    private static void text(String text, StringBuilder rows) {
        if (TextLinks.isPlain(text)) {
            rows.append(text);
        } else {
            TextLinks.escape(text, 0, text.length(), rows);
        }
    }

    /** Whether a schema is that of options below a name of their own, and not of one option. */
    static boolean isGroup(JsonNode schema) {
        JsonNode properties = schema.path("properties");
        return properties.isObject() && !properties.isEmpty();
    }

    private static Set<String> required(JsonNode object) {
        Set<String> names = new HashSet<>();
        for (JsonNode name : object.path("required")) {
            if (name.isTextual()) {
                names.add(name.textValue());
            }
        }
        return names;
    }

    private static String path(String outer, String name) {
        String path = VisibleText.line(outer.isEmpty() ? name : outer + "." + name, LONGEST_PATH);
        return path.isEmpty() ? "\"\"" : path;
    }

    /** What a schema says of its option: the description, else the title; empty where it says nothing. */
    static String words(JsonNode schema) {
        String description = schema.path("description").asText("");
        boolean isSaid = schema.path("description").isTextual() && !description.isBlank();
        JsonNode title = schema.path("title");
        return isSaid ? description : title.isTextual() ? title.textValue() : "";
    }

    private static String description(JsonNode schema) {
        String text = VisibleText.cut(words(schema), LONGEST_DESCRIPTION);
        return TextLinks.isPlain(text) ? text : TextLinks.inlineHtml(VisibleText.of(text));
    }

    private static String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        if (type.isArray()) {
            return String.join(" or ", PackageText.lines(type, 40));
        }
        if (!type.isTextual()) {
            return "";
        }
        String name = VisibleText.line(type.textValue(), 40);
        JsonNode items = schema.path("items").path("type");
        return name.equals("array") && items.isTextual() ? "array of " + VisibleText.line(items.textValue(), 40) : name;
    }

    /** An id: the path; what no fragment of an address and no unquoted attribute holds plainly becomes {@code _}. */
    private String anchor(String path) {
        String base = path;
        for (int i = 0; i < path.length(); i++) {
            if (!isPlain(path.charAt(i))) {
                base = plain(path);
                break;
            }
        }
        if (anchors.add(base)) {
            return base;
        }
        int number = numbers.getOrDefault(base, 2);
        while (!anchors.add(base + "~" + number)) {
            number++;
        }
        numbers.put(base, number + 1);
        return base + "~" + number;
    }

    private static String plain(String path) {
        StringBuilder id = new StringBuilder(path.length());
        for (int i = 0; i < path.length(); i++) {
            id.append(isPlain(path.charAt(i)) ? path.charAt(i) : '_');
        }
        return id.isEmpty() ? "_" : id.toString();
    }

    private static boolean isPlain(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '.'
                || c == '-'
                || c == '_';
    }
}
