package io.github.orrery.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.orrery.problem.Location;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class JsonPlaceTest {
    @Test
    void aValueStandsWhereItsKeyBegins() {
        byte[] text = "{\n  \"ä\": 1,\n  \"tags\": [\"ö\",  \"x\"]\n}".getBytes(StandardCharsets.UTF_8);

        JsonDocument document = ((Json.Result.Read) Json.read(text, JsonLimits.FILE)).document();

        assertThat(document.at("f", "/tags")).isEqualTo(new Location("f", 3, 3, "/tags"));
        assertThat(document.at("f", "/tags/1")).isEqualTo(new Location("f", 3, 18, "/tags/1"));
    }

    @Test
    void aFaultStandsWhereItIs() {
        byte[] text = "{\"schemaVersion\": 1,\n oops}".getBytes(StandardCharsets.UTF_8);

        JsonFault fault = ((Json.Result.Refused) Json.read(text, JsonLimits.FILE)).fault();

        assertThat(fault.offset()).isEqualTo(22);
    }
}
