package io.github.orrery.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.orrery.json.Json;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the {@code $ref}s of a schema lead, within the document only: to the whole of it, along a JSON Pointer, or to an
 * {@code id} of its own.
 */
final class SchemaReferences {
    /** A schema and its place in the document. */
    record Target(ObjectNode schema, Pointer where) {}

    /** Where a reference leads. */
    record Resolution(@Nullable Target target, boolean elsewhere) {}

    /** The URI against which references within a schema are read. */
    private final IdentityHashMap<ObjectNode, String> bases = new IdentityHashMap<>();

    private final Map<String, Target> documents = new HashMap<>();
    private final Map<String, Target> anchors = new HashMap<>();

    /** For a schema whose nesting has been checked. */
    SchemaReferences(ObjectNode root) {
        Target whole = new Target(root, Pointer.ROOT);
        documents.put("", whole);
        index(whole, "");
    }

    Resolution resolve(ObjectNode holder) {
        String reference = holder.path("$ref").textValue();
        String base = Optional.ofNullable(bases.get(holder)).orElse("");
        int hash = reference.indexOf('#');
        String document = hash < 0 ? reference : reference.substring(0, hash);
        String fragment = hash < 0 ? "" : decode(reference.substring(hash + 1));
        String uri = document.isEmpty() ? base : resolve(base, document);
        Target start = documents.get(uri);
        if (fragment.isEmpty() || fragment.startsWith("/")) {
            if (start == null) {
                return new Resolution(null, true);
            }
            Target target = follow(start, fragment);
            if (target != null && !bases.containsKey(target.schema())) {
                index(target, uri);
            }
            return new Resolution(target, false);
        }
        Target anchor = anchors.get(uri + "#" + fragment);
        return new Resolution(anchor, anchor == null && start == null);
    }

    private void index(Target target, String outerBase) {
        String base = outerBase;
        ObjectNode schema = target.schema();
        JsonNode id = schema.get("id");
        if (id != null && id.isTextual() && !Subschemas.isReference(schema)) {
            base = register(id.textValue(), outerBase, target);
        }
        bases.put(schema, base);
        String inner = base;
        Subschemas.forEach(schema, target.where(), (child, where) -> index(new Target(child, where), inner));
    }

    private String register(String id, String outerBase, Target target) {
        int hash = id.indexOf('#');
        String document = hash < 0 ? id : id.substring(0, hash);
        String base = document.isEmpty() ? outerBase : resolve(outerBase, document);
        if (!document.isEmpty()) {
            documents.putIfAbsent(base, target);
        }
        if (hash >= 0 && hash < id.length() - 1) {
            anchors.putIfAbsent(base + "#" + id.substring(hash + 1), target);
        }
        return base;
    }

    private static @Nullable Target follow(Target start, String pointer) {
        JsonNode at = start.schema();
        Pointer where = start.where();
        if (!pointer.isEmpty()) {
            for (String escaped : pointer.substring(1).split("/", -1)) {
                String key = Json.unescapePointer(escaped);
                if (at.isArray() && key.matches("0|[1-9][0-9]{0,6}")) {
                    at = at.path(Integer.parseInt(key));
                } else {
                    at = at.path(key);
                }
                where = where.at(key);
            }
        }
        return at instanceof ObjectNode schema ? new Target(schema, where) : null;
    }

    private static String resolve(String base, String reference) {
        try {
            return new URI(base).resolve(new URI(reference)).toString();
        } catch (URISyntaxException e) {
            return reference;
        }
    }

    private static String decode(String fragment) {
        if (fragment.indexOf('%') < 0) {
            return fragment;
        }
        try {
            return Optional.ofNullable(new URI("#" + fragment).getFragment()).orElse(fragment);
        } catch (URISyntaxException e) {
            return fragment;
        }
    }
}
