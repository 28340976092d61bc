package io.github.orrery.render;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.orrery.json.Json;
import io.github.orrery.testing.Shell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The list's script with the search index of a catalogue, run by Node. */
final class ListUnderTest {
    private static final String PROGRAM =
            """
            const fs = require('fs');
            globalThis.window = {};
            (0, eval)(fs.readFileSync(process.argv[2], 'utf8'));
            const list = require(process.argv[1]);
            const U = window.U;
            const index = list.prepare(U);
            const select = (address) => list.select(index, list.read(address), U.dcos);
            const names = (address) => select(address).hits.map((i) => U[i].name);
            process.stdout.write(JSON.stringify(ASKED));
            """;

    private final Path scratch;

    /** @param scratch an empty directory */
    ListUnderTest(byte[] searchIndex, Path scratch) {
        this.scratch = scratch;
        assumeTrue(Shell.run(scratch, "sh", "-c", "command -v node").status() == 0, "skipped: no node here");
        try {
            Files.write(scratch.resolve("search-index.js"), searchIndex);
            Files.copy(Path.of("..", "templates", "assets", "list.js"), scratch.resolve("list.js"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The packages that the list shows for an address such as {@code ?q=kafka}, in its order. */
    List<String> names(String address) {
        List<String> names = new ArrayList<>();
        ask("names('" + address + "')").forEach(name -> names.add(name.textValue()));
        return names;
    }

    /** What an expression gives that may use {@code list}, {@code U}, {@code index}, {@code select} and {@code names}. */
    JsonNode ask(String expression) {
        Shell.Result result = Shell.run(
                scratch,
                "node",
                "-e",
                PROGRAM.replace("ASKED", expression),
                scratch.resolve("list.js").toString(),
                scratch.resolve("search-index.js").toString());
        if (result.status() != 0) {
            throw new AssertionError(result.output());
        }
        return Json.parseOwn(result.output().getBytes(StandardCharsets.UTF_8));
    }
}
