package io.github.orrery.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.orrery.json.Json;
import io.github.orrery.model.Revision;
import io.github.orrery.testing.Corpus;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("corpus")
class RealUniverseRenderingTest {
    private static final ObjectNode NO_OPTIONS = Json.NODES.objectNode();

    private static final AppRenderer RENDERER = new AppRenderer();
    private static List<Revision> universe = List.of();

    @BeforeAll
    static void readTheUniverse() {
        universe = revisions(Corpus.universe3(), "marathon.json.mustache");
    }

    @Test
    void rendersEveryRevisionAsARealClusterDoes() {
        Map<String, JsonNode> expected = new LinkedHashMap<>();
        for (String line : Corpus.rendered3()) {
            JsonNode entry = Json.parseOwn(line.getBytes(StandardCharsets.UTF_8));
            expected.put(
                    entry.path("name").asText() + "/"
                            + entry.path("releaseVersion").asText(),
                    entry);
        }
        assertThat(expected).hasSize(950);

        List<String> differences = new ArrayList<>();
        Map<Refused.Reason, Integer> refusals = new TreeMap<>();
        int apps = 0;
        for (Revision revision : universe) {
            String key = revision.name() + "/" + revision.releaseVersion();
            Rendering rendering = RENDERER.render(revision, NO_OPTIONS);
            JsonNode wanted = expected.remove(key);
            if (rendering instanceof Refused refused) {
                refusals.merge(refused.reason(), 1, Integer::sum);
                String reason = wanted == null ? "none" : wanted.path("refused").asText("an app");
                if (wanted != null && !refused.reason().text().equals(reason)) {
                    differences.add(key + ": expected " + reason + ", but " + refused);
                }
            } else if (rendering instanceof RenderedApp app) {
                apps++;
                if (wanted == null || !canonical(withoutLabels(app.app())).equals(canonical(wanted.path("app")))) {
                    differences.add(key + ": " + app.app());
                }
            }
        }

        assertThat(differences).isEmpty();
        assertThat(expected).isEmpty();
        assertThat(apps).isEqualTo(851);
        assertThat(refusals)
                .isEqualTo(Map.of(
                        Refused.Reason.NO_TEMPLATE, 56,
                        Refused.Reason.OPTIONS_INVALID, 91,
                        Refused.Reason.NOT_AN_APP, 8));
    }

    @Test
    void rendersThe1xTree() {
        List<Revision> revisions = revisions(Corpus.universe1(), "marathon.json");

        assertThat(revisions).hasSize(40);
        assertThat(revisions).allSatisfy(revision -> assertThat(RENDERER.render(revision, NO_OPTIONS))
                .isInstanceOf(RenderedApp.class));
    }

    @Test
    void findsTheTemplatesThatUseUndefinedOptions() {
        assertThat(universe.stream().filter(revision -> RENDERER.template(revision)
                        .map(template -> !template.undefinedIn(revision.config()
                                        .map(part -> part.tree())
                                        .orElse(NO_OPTIONS))
                                .isEmpty())
                        .orElse(false)))
                .hasSize(306);
    }

    @Test
    void findsNoTemplateThatItWouldNotRender() {
        assertThat(universe).allSatisfy(revision -> assertThat(
                        RENDERER.template(revision).map(TemplateOptions::faults).orElse(List.of()))
                .isEmpty());
    }

    @Test
    void evaluatesEveryConfigToTheEnd() {
        assertThat(universe).allSatisfy(revision -> assertThat(
                        RENDERER.schema(revision).map(OptionsSchema::findings).orElse(List.of()))
                .isEmpty());
    }

    @Test
    void namesTheKeysThatATextRepeats() {
        assertThat(universe.stream()
                        .map(revision -> RENDERER.render(revision, NO_OPTIONS))
                        .filter(rendering -> rendering instanceof RenderedApp app
                                && !app.repeatedKeys().isEmpty()))
                .hasSize(44);
    }

    private static List<Revision> revisions(Path repo, String templateName) {
        List<Revision> revisions = new ArrayList<>();
        for (Path directory : Corpus.revisions(repo)) {
            revisions.add(Revisions.in(directory, templateName));
        }
        return revisions;
    }

    private static ObjectNode withoutLabels(ObjectNode app) {
        ObjectNode copy = app.deepCopy();
        ObjectNode labels =
                copy.path("labels").isObject() ? (ObjectNode) copy.path("labels") : copy.putObject("labels");
        List<String> names = new ArrayList<>();
        labels.fieldNames().forEachRemaining(names::add);
        names.stream().filter(name -> name.startsWith("DCOS_PACKAGE_")).forEach(labels::remove);
        return copy;
    }

    /** JSON as values: members by name, 1.0 as 1. */
    private static String canonical(JsonNode node) {
        if (node instanceof ObjectNode object) {
            Map<String, String> members = new TreeMap<>();
            object.properties().forEach(member -> members.put(member.getKey(), canonical(member.getValue())));
            return members.toString();
        }
        if (node instanceof ArrayNode array) {
            List<String> elements = new ArrayList<>();
            array.forEach(element -> elements.add(canonical(element)));
            return elements.toString();
        }
        return node.isNumber() ? node.decimalValue().stripTrailingZeros().toString() : node.toString();
    }
}
