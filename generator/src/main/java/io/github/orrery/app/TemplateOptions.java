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
     * @param sections names of the sections around it, the outermost first
     */
    public record Use(String name, int line, List<String> sections) {
        public Use {
            sections = List.copyOf(sections);
        }
    }

    private final TemplateTags tags;
    private final List<Use> uses;

    private TemplateOptions(TemplateTags tags) {
        this.tags = tags;
        this.uses = List.copyOf(usesIn(tags.tags()));
    }

    /** Reads a template; it may be broken, see {@link #faults}. */
    public static TemplateOptions of(String template) {
        return new TemplateOptions(TemplateTags.of(template));
    }

    /** In text order. */
    public List<Use> uses() {
        return uses;
    }

    /** Why a cluster or we would not render it: syntax, other templates named, too deep or too many tags. */
    public List<TemplateFault> faults() {
        return tags.faults();
    }

    /** The lines of tags that change the delimiters. */
    public List<Integer> delimiterChanges() {
        return tags.tags().stream()
                .filter(tag -> tag.kind() == '=')
                .map(TemplateTags.Tag::line)
                .toList();
    }

    /** Sections within one another. */
    public int depth() {
        return tags.depth();
    }

    public int tagCount() {
        return tags.tags().size();
    }

    /**
     * The uses of options that a config.json does not define in its {@code properties}: neither from the root nor from
     * a section around them.
     */
    public List<Use> undefinedIn(JsonNode config) {
        return uses.stream().filter(use -> !isDefined(use, config)).toList();
    }

    private static List<Use> usesIn(List<TemplateTags.Tag> tags) {
        List<Use> uses = new ArrayList<>();
        List<String> sections = new ArrayList<>();
        for (TemplateTags.Tag tag : tags) {
            switch (tag.kind()) {
                case '#', '^' -> {
                    addUse(uses, tag, sections);
                    sections.add(tag.name());
                }
                case '$', '<' -> sections.add(".");
                case '/' -> sections.remove(sections.size() - 1);
                case 'v' -> addUse(uses, tag, sections);
                default -> {}
            }
        }
        return uses;
    }

    private static void addUse(List<Use> uses, TemplateTags.Tag tag, List<String> sections) {
        String name = tag.name();
        boolean ours = name.equals(".")
                || name.isEmpty()
                || name.equals("resource")
                || name.startsWith("resource.")
                || name.equals(TemplateEngine.AS_JSON)
                || sections.stream().anyMatch(section -> section.equals("resource") || section.startsWith("resource."));
        if (!ours) {
            uses.add(new Use(name, tag.line(), sections));
        }
    }

    private static boolean isDefined(Use use, JsonNode config) {
        List<JsonNode> scopes = new ArrayList<>();
        scopes.add(config);
        for (String section : use.sections()) {
            for (JsonNode scope : List.copyOf(scopes)) {
                JsonNode inner = find(scope, section);
                if (inner != null) {
                    scopes.add(inner);
                    scopes.add(inner.path("items"));
                }
            }
        }
        return scopes.stream().anyMatch(scope -> find(scope, use.name()) != null);
    }

    private static @Nullable JsonNode find(JsonNode schema, String name) {
        JsonNode whole = schema.path("properties").get(name);
        if (whole != null) {
            return whole;
        }
        JsonNode at = schema;
        for (String segment : name.split("\\.", -1)) {
            if (!(at.path("properties") instanceof ObjectNode properties) || !properties.has(segment)) {
                return null;
            }
            at = properties.get(segment);
        }
        return at;
    }
}
