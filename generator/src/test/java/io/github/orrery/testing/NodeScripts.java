package io.github.orrery.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.orrery.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Runs the pages' own scripts in Node, without a page: for what they compute. Skipped where there is no Node. */
public final class NodeScripts {
    /** What the form of a package's page computes with, in order. */
    public static final List<String> FORM =
            List.of("form/json.js", "form/regexp.js", "form/schema.js", "form/template.js", "form/render.js");

    private NodeScripts() {}

    /** The value of an expression after the scripts of the form ran, and more scripts after them. */
    public static JsonNode evaluateWithForm(Path scratch, String expression, List<String> scripts) {
        return evaluate(
                scratch,
                expression,
                Stream.concat(FORM.stream(), scripts.stream()).toArray(String[]::new));
    }

    /**
     * The value of an expression after some scripts ran, as JSON.
     *
     * @param scripts names of assets, e.g. {@code package.js}, or JavaScript where it is no such name
     */
    public static JsonNode evaluate(Path scratch, String expression, String... scripts) {
        try {
            Path program = scratch.resolve("program.js");
            StringBuilder text = new StringBuilder("\"use strict\";\nconst vm = require('vm');\n");
            text.append("const context = vm.createContext({URL, btoa});\n");
            for (String script : scripts) {
                text.append("vm.runInContext(")
                        .append(quoted(script.matches("[a-z-]+(/[a-z-]+)?\\.js") ? asset(script) : script))
                        .append(", context);\n");
            }
            text.append("process.stdout.write(JSON.stringify(vm.runInContext(")
                    .append(quoted(expression))
                    .append(", context)));\n");
            Files.writeString(program, text);
            Shell.Result result = Shell.run(scratch, node(), program.toString());
            assertThat(result.status()).as(result.output()).isZero();
            return Json.parseOwn(result.output().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String asset(String name) throws IOException {
        try (InputStream in = NodeScripts.class.getResourceAsStream("/io/github/orrery/templates/assets/" + name)) {
            assertThat(in).as(name).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String quoted(String text) {
        return Json.NODES.textNode(text).toString();
    }

    private static String node() {
        List<Path> found = Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .map(directory -> Path.of(directory, "node"))
                .filter(Files::isExecutable)
                .toList();
        assumeTrue(!found.isEmpty(), "skipped: this machine has no node");
        return found.get(0).toString();
    }
}
