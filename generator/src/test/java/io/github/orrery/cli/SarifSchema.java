package io.github.orrery.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.everit.json.schema.Schema;
import org.everit.json.schema.ValidationException;
import org.everit.json.schema.loader.SchemaLoader;
import org.json.JSONObject;

/** The schema that OASIS publishes of SARIF 2.1.0 logs. */
final class SarifSchema {
    private final Schema schema;

    private SarifSchema(Schema schema) {
        this.schema = schema;
    }

    /** As it stands in the library of that name. */
    static SarifSchema read() throws IOException {
        try (InputStream in = SarifSchema.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
            JSONObject text = new JSONObject(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            return new SarifSchema(SchemaLoader.builder()
                    .schemaJson(text)
                    .schemaClient(url -> {
                        throw new IllegalArgumentException("the schema refers to " + url);
                    })
                    .build()
                    .load()
                    .build());
        }
    }

    /** What is wrong with a log; empty where nothing is. */
    List<String> violations(String log) {
        try {
            schema.validate(new JSONObject(log));
            return List.of();
        } catch (ValidationException e) {
            return e.getAllMessages();
        }
    }
}
