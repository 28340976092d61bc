package io.github.orrery.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import freemarker.core.HTMLOutputFormat;
import io.github.orrery.render.view.OptionGroupView;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class OptionsReferenceTest {
    @Test
    void cutsDescriptionsThatNobodyWouldRead() throws Exception {
        ObjectNode config = config();
        properties(config).putObject("a").put("description", "x".repeat(1_000_000));
        assertThat(rows(config)).endsWith("<td>" + "x".repeat(4000) + "…\n");
    }

    @Test
    void showsAnEmptyNameAndGivesItAnId() throws Exception {
        ObjectNode config = config();
        properties(config).putObject("").put("type", "string");
        properties(config).putObject(" ").put("type", "string");
        assertThat(rows(config))
                .contains("<tr id=__><th scope=row><a href=#__>\"\"</a>")
                .contains("<tr id=__~2><th scope=row><a href=#__~2>\"\"</a>");
    }

    @Test
    void givesEqualPathsIdsOfTheirOwnInNoTime() {
        ObjectNode config = config();
        for (int i = 0; i < 5_000; i++) {
            properties(config).putObject("x".repeat(600) + i).put("type", "string");
        }
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(3), () -> assertThat(rows(config)).contains("~2>", "~3>", "~5000>"));
    }

    private static ObjectNode config() {
        return JsonNodeFactory.instance.objectNode().put("type", "object");
    }

    private static ObjectNode properties(ObjectNode config) {
        return config.withObjectProperty("properties");
    }

    private static String rows(ObjectNode config) throws Exception {
        OptionGroupView general = OptionsReference.of(config).groups().get(0);
        return HTMLOutputFormat.INSTANCE.getMarkupString(general.rows());
    }
}
