package io.github.orrery.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** The schemas that stand directly within a draft-4 schema. Where {@code $ref} stands, nothing beside it counts. */
final class Subschemas {
    /** Is told each schema and its place. */
    interface Visitor {
        void visit(ObjectNode schema, Pointer where);
    }

    private Subschemas() {}

    /** Visits every schema one level down. */
    static void forEach(ObjectNode schema, Pointer where, Visitor visitor) {
        if (isReference(schema)) {
            return;
        }
        for (Map.Entry<String, JsonNode> member : schema.properties()) {
            JsonNode value = member.getValue();
            switch (member.getKey()) {
                case "properties", "patternProperties", "definitions", "dependencies" ->
                    members(value, where.at(member.getKey()), visitor);
                case "allOf", "anyOf", "oneOf" -> elements(value, where.at(member.getKey()), visitor);
                case "items", "additionalItems", "additionalProperties", "not" -> {
                    one(value, where.at(member.getKey()), visitor);
                    elements(value, where.at(member.getKey()), visitor);
                }
                default -> {}
            }
        }
    }

    /** Visits those one level down that judge the same value as the schema itself. */
    static void forEachOfSameValue(ObjectNode schema, Pointer where, Visitor visitor) {
        if (isReference(schema)) {
            return;
        }
        for (String keyword : new String[] {"allOf", "anyOf", "oneOf"}) {
            elements(schema.path(keyword), where.at(keyword), visitor);
        }
        one(schema.path("not"), where.at("not"), visitor);
        members(schema.path("dependencies"), where.at("dependencies"), visitor);
    }

    static boolean isReference(ObjectNode schema) {
        JsonNode reference = schema.get("$ref");
        return reference != null && reference.isTextual();
    }

    private static void members(JsonNode object, Pointer where, Visitor visitor) {
        if (object.isObject()) {
            for (Map.Entry<String, JsonNode> member : object.properties()) {
                one(member.getValue(), where.at(member.getKey()), visitor);
            }
        }
    }

    private static void elements(JsonNode array, Pointer where, Visitor visitor) {
        if (array.isArray()) {
            for (int i = 0; i < array.size(); i++) {
                one(array.get(i), where.at(i), visitor);
            }
        }
    }

    private static void one(JsonNode schema, Pointer where, Visitor visitor) {
        if (schema instanceof ObjectNode object) {
            visitor.visit(object, where);
        }
    }
}
