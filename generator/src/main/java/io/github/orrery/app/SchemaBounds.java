package io.github.orrery.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.orrery.app.NotEvaluated.Reason;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds, without evaluating anything, what of a schema is out of bounds (trust.md 0.2): references out of the document,
 * cycles that do not go deeper into the options, long chains, alternatives that multiply, patterns.
 */
final class SchemaBounds {
    private static final int DEEPEST_SCHEMA = 128;
    private static final int LONGEST_CHAIN = 32;
    private static final int MOST_ALTERNATIVES = 10_000;
    private static final int LONGEST_WALK = 400;

    /** What lies behind a schema for one and the same value. */
    private record Reach(int alternatives, int chain) {}

    private static final Reach OPEN = new Reach(0, 0);

    private final Patterns patterns;
    private final List<NotEvaluated> found = new ArrayList<>();
    private final IdentityHashMap<ObjectNode, Reach> reaches = new IdentityHashMap<>();
    private @Nullable SchemaReferences references;
    private boolean hasReferences;

    private SchemaBounds(Patterns patterns) {
        this.patterns = patterns;
    }

    /**
     * What is out of bounds, in document order; references as far as any are used.
     *
     * @param references null where the schema has no {@code $ref}
     */
    record Findings(List<NotEvaluated> found, @Nullable SchemaReferences references) {}

    static Findings of(ObjectNode root, Patterns patterns) {
        if (isPlain(root, 0)) {
            return new Findings(List.of(), null);
        }
        SchemaBounds bounds = new SchemaBounds(patterns);
        if (bounds.walk(root, Pointer.ROOT, 0) && bounds.hasReferences) {
            bounds.follow(root);
        }
        return new Findings(List.copyOf(bounds.found), bounds.references);
    }

    /** Whether nothing in the tree can be out of bounds; most schemas need no closer look. */
    private static boolean isPlain(JsonNode node, int depth) {
        if (depth > DEEPEST_SCHEMA) {
            return false;
        }
        if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> member : object.properties()) {
                switch (member.getKey()) {
                    case "$ref", "pattern", "patternProperties" -> {
                        return false;
                    }
                    default -> {}
                }
                if (member.getValue().isContainerNode() && !isPlain(member.getValue(), depth + 1)) {
                    return false;
                }
            }
        } else {
            for (JsonNode element : node) {
                if (element.isContainerNode() && !isPlain(element, depth + 1)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean walk(ObjectNode schema, Pointer where, int depth) {
        if (depth > DEEPEST_SCHEMA) {
            found.add(new NotEvaluated(Reason.TOO_DEEP, where.toString(), ""));
            return false;
        }
        if (Subschemas.isReference(schema)) {
            hasReferences = true;
            return true;
        }
        checkPatterns(schema, where);
        boolean[] within = {true};
        Subschemas.forEach(schema, where, (child, at) -> within[0] = within[0] && walk(child, at, depth + 1));
        return within[0];
    }

    private void checkPatterns(ObjectNode schema, Pointer where) {
        JsonNode pattern = schema.get("pattern");
        if (pattern != null && pattern.isTextual()) {
            checkPattern(pattern.textValue(), where.at("pattern"));
        }
        JsonNode patternProperties = schema.get("patternProperties");
        if (patternProperties instanceof ObjectNode) {
            patternProperties
                    .fieldNames()
                    .forEachRemaining(name ->
                            checkPattern(name, where.at("patternProperties").at(name)));
        }
    }

    private void checkPattern(String pattern, Pointer where) {
        if (patterns.get(pattern) instanceof Patterns.Unusable unusable) {
            found.add(new NotEvaluated(unusable.reason(), where.toString(), pattern));
        }
    }

    private void follow(ObjectNode root) {
        SchemaReferences known = new SchemaReferences(root);
        references = known;
        Deque<SchemaReferences.Target> open = new ArrayDeque<>();
        IdentityHashMap<ObjectNode, Boolean> seen = new IdentityHashMap<>();
        open.add(new SchemaReferences.Target(root, Pointer.ROOT));
        while (!open.isEmpty()) {
            SchemaReferences.Target at = open.remove();
            if (seen.put(at.schema(), true) != null) {
                continue;
            }
            if (Subschemas.isReference(at.schema())) {
                SchemaReferences.Resolution resolution = known.resolve(at.schema());
                if (resolution.target() != null) {
                    open.add(resolution.target());
                } else {
                    found.add(new NotEvaluated(
                            resolution.elsewhere() ? Reason.REFERENCE_ELSEWHERE : Reason.REFERENCE_UNRESOLVED,
                            at.where().at("$ref").toString(),
                            at.schema().path("$ref").textValue()));
                }
            }
            Subschemas.forEach(
                    at.schema(), at.where(), (child, where) -> open.add(new SchemaReferences.Target(child, where)));
            if (reach(known, at, 0) == null) {
                return;
            }
        }
    }

    /** Null where a bound is broken, which is noted then. */
    private @Nullable Reach reach(SchemaReferences known, SchemaReferences.Target at, int walked) {
        Reach before = reaches.get(at.schema());
        if (OPEN.equals(before)) {
            return broken(Reason.CYCLE, at);
        }
        if (before != null) {
            return before;
        }
        if (walked > LONGEST_WALK) {
            return broken(Reason.CHAIN_TOO_LONG, at);
        }
        reaches.put(at.schema(), OPEN);
        List<SchemaReferences.Target> next = new ArrayList<>();
        int chain = 0;
        if (Subschemas.isReference(at.schema())) {
            chain = 1;
            SchemaReferences.Target target = known.resolve(at.schema()).target();
            if (target != null) {
                next.add(target);
            }
        } else {
            Subschemas.forEachOfSameValue(
                    at.schema(), at.where(), (child, where) -> next.add(new SchemaReferences.Target(child, where)));
        }
        int alternatives = 1;
        int longest = 0;
        for (SchemaReferences.Target target : next) {
            Reach reach = reach(known, target, walked + 1);
            if (reach == null) {
                return null;
            }
            alternatives = Math.min(alternatives + reach.alternatives(), MOST_ALTERNATIVES + 1);
            longest = Math.max(longest, reach.chain());
        }
        if (alternatives > MOST_ALTERNATIVES) {
            return broken(Reason.TOO_MANY_ALTERNATIVES, at);
        }
        if (chain + longest > LONGEST_CHAIN) {
            return broken(Reason.CHAIN_TOO_LONG, at);
        }
        Reach reach = new Reach(alternatives, chain + longest);
        reaches.put(at.schema(), reach);
        return reach;
    }

    private @Nullable Reach broken(Reason reason, SchemaReferences.Target at) {
        found.add(new NotEvaluated(
                reason, at.where().toString(), at.schema().path("$ref").asText("")));
        return null;
    }
}
