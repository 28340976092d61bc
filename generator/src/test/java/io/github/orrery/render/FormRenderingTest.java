package io.github.orrery.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.orrery.json.Json;
import io.github.orrery.model.PackageSelection;
import io.github.orrery.testing.Corpus;
import io.github.orrery.testing.JsonValues;
import io.github.orrery.testing.NodeScripts;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the form on a package's page renders, run in Node on the data.js of each package. */
@Tag("corpus")
class FormRenderingTest {
    private static final String RENDER_ALL =
            """
            function renderAll(data) {
              return data.revisions.map(function (revision) {
                const key = data.name + "/" + revision.releaseVersion;
                try {
                  const opened = orreryForm.render.open(data, revision.releaseVersion);
                  const renderer = new orreryForm.render.Renderer(opened);
                  return {key, app: orreryForm.json.print(renderer.render(new Map()).app)};
                } catch (e) {
                  return {key, refused: String(e.reason || e.stack)};
                }
              });
            }
            var window = globalThis, all = [];
            """;

    @TempDir
    Path scratch;

    @Test
    void equalsWhatARealClusterRendersLineByLine() {
        Map<String, JsonNode> expected = new LinkedHashMap<>();
        for (String line : Corpus.rendered3()) {
            JsonNode entry = Json.parseOwn(line.getBytes(StandardCharsets.UTF_8));
            expected.put(
                    entry.path("name").asText() + "/"
                            + entry.path("releaseVersion").asText(),
                    entry);
        }
        assertThat(expected).hasSize(950);
        List<String> scripts = new ArrayList<>(List.of(RENDER_ALL));
        for (PackageSelection selection : CatalogueUnderTest.selections(Corpus.universe3())) {
            scripts.add(new String(PackageData.of(selection.universePackage()), StandardCharsets.US_ASCII)
                    + "all.push(...renderAll(window.orreryPackage));");
        }

        List<String> differences = new ArrayList<>();
        Map<String, Integer> refusals = new TreeMap<>();
        int apps = 0;
        for (JsonNode rendered : NodeScripts.evaluateWithForm(scratch, "all", scripts)) {
            String key = rendered.path("key").asText();
            JsonNode wanted = expected.remove(key);
            if (rendered.has("refused")) {
                String reason = rendered.path("refused").asText();
                refusals.merge(reason, 1, Integer::sum);
                if (wanted != null && !wanted.path("refused").asText("an app").equals(reason)) {
                    differences.add(key + ": " + reason);
                }
            } else {
                apps++;
                JsonNode app = Json.parseOwn(rendered.path("app").asText().getBytes(StandardCharsets.UTF_8));
                String difference = wanted == null
                        ? "not expected"
                        : JsonValues.difference(withoutLabels((ObjectNode) app), wanted.path("app"));
                if (!difference.isEmpty()) {
                    differences.add(key + ": " + difference);
                }
            }
        }

        assertThat(differences).isEmpty();
        assertThat(expected).isEmpty();
        assertThat(apps).isEqualTo(851);
        assertThat(refusals)
                .isEqualTo(Map.of(
                        "the package has no template", 56,
                        "options do not satisfy config.json", 91,
                        "template does not render to JSON", 8));
    }

    private static ObjectNode withoutLabels(ObjectNode app) {
        ObjectNode labels = app.path("labels").isObject() ? (ObjectNode) app.path("labels") : app.putObject("labels");
        List<String> names = new ArrayList<>();
        labels.fieldNames().forEachRemaining(names::add);
        names.stream().filter(name -> name.startsWith("DCOS_PACKAGE_")).forEach(labels::remove);
        return app;
    }
}
