package io.github.orrery.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A template as read, not rendered: which options it uses and on which lines, and what keeps it from being rendered.
 * {@code resource.*} is no option: a cluster puts resource.json there.
 */
public final class TemplateOptions {
    /**
     * One place where an option is used.
     *
     * @param name as written, e.g. {@code service.name}
     * @param line line from 1
     */
    public record Use(String name, int line) {}

    private final TemplateTags tags;

    private TemplateOptions(TemplateTags tags) {
        this.tags = tags;
    }

    /** Reads a template; it may be broken, see {@link #faults}. */
    public static TemplateOptions of(String template) {
        return new TemplateOptions(TemplateTags.of(template));
    }

    /**
     * The uses of options that a config.json does not define in its {@code properties}: neither from the root nor from
     * a section around them. In text order.
     */
    public List<Use> undefinedIn(JsonNode config) {
        List<Use> uses = new ArrayList<>();
        List<String> sections = new ArrayList<>();
        for (TemplateTags.Tag tag : tags.tags()) {
            char kind = tag.kind();
            boolean names = kind == 'v' || kind == '#' || kind == '^';
            if (names && isOption(tag.name(), sections) && isUndefined(tag.name(), sections, config)) {
                uses.add(new Use(tag.name(), tags.line(tag.begin())));
            }
            switch (kind) {
                case '#', '^' -> sections.add(tag.name());
                case '$', '<' -> sections.add(".");
                case '/' -> sections.remove(sections.size() - 1);
                default -> {}
            }
        }
        return uses;
    }

    /** Why it is not rendered: syntax, other templates named, too deep or too many tags. */
    public List<TemplateFault> faults() {
        return tags.faults();
    }

    /** The lines of tags that change the delimiters. */
    public List<Integer> delimiterChanges() {
        return tags.tags().stream()
                .filter(tag -> tag.kind() == '=')
                .map(tag -> tags.line(tag.begin()))
                .toList();
    }

    TemplateTags tags() {
        return tags;
    }

    private static boolean isOption(String name, List<String> sections) {
        if (name.isEmpty() || name.equals(".") || name.equals(TemplateEngine.AS_JSON) || isOfResource(name)) {
            return false;
        }
        for (String section : sections) {
            if (isOfResource(section)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOfResource(String name) {
        return name.startsWith("resource") && (name.length() == 8 || name.charAt(8) == '.');
    }

    private static boolean isUndefined(String name, List<String> sections, JsonNode config) {
        if (find(config, name) != null) {
            return false;
        }
        List<JsonNode> scopes = new ArrayList<>();
        scopes.add(config);
        for (String section : sections) {
            for (JsonNode scope : List.copyOf(scopes)) {
                JsonNode inner = find(scope, section);
                if (inner != null) {
                    scopes.add(inner);
                    scopes.add(inner.path("items"));
                }
            }
        }
        return scopes.stream().allMatch(scope -> find(scope, name) == null);
    }

    private static @Nullable JsonNode find(JsonNode schema, String name) {
        JsonNode whole = schema.path("properties").get(name);
        int dot = name.indexOf('.');
        if (whole != null || dot < 0) {
            return whole;
        }
        JsonNode at = schema;
        for (int begin = 0; begin <= name.length(); begin = dot + 1) {
            dot = name.indexOf('.', begin);
            dot = dot < 0 ? name.length() : dot;
            if (!(at.get("properties") instanceof ObjectNode properties)) {
                return null;
            }
            JsonNode inner = properties.get(name.substring(begin, dot));
            if (inner == null) {
                return null;
            }
            at = inner;
        }
        return at;
    }
}
