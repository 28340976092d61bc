package io.github.orrery.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.orrery.testing.Texts;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonTextTest {
    @Test
    void everythingOutsidePrintableAsciiIsEscaped() {
        String text = "\b\f\n\r\t\"\\/\u0000\u001f ~\u007f\u0080\u00e9\u2028\uffff\ud83d\ude00";

        assertThat(compact(Json.NODES.textNode(text)))
                .isEqualTo("\"\\b\\f\\n\\r\\t\\\"\\\\/\\u0000\\u001f ~\\u007f\\u0080\\u00e9\\u2028\\uffff"
                        + "\\ud83d\\ude00\"");
    }

    @Test
    void oneLineHasNoNewlineAtItsEnd() {
        assertThat(new String(
                        JsonText.spaced(Texts.object("{'a':[1,{'b':null}],'c':[],'d':{}}")), StandardCharsets.US_ASCII))
                .isEqualTo("{\"a\": [1, {\"b\": null}], \"c\": [], \"d\": {}}");
        assertThat(compact(Texts.object("{'a':[1,{'b':null}],'c':[],'d':{}}")))
                .isEqualTo("{\"a\":[1,{\"b\":null}],\"c\":[],\"d\":{}}");
    }

    @Test
    void theLegacyFormIsIndentedAndSortedAtEveryLevel() {
        byte[] text = JsonText.indentedSorted(Texts.object("{'b':{'y':1,'x':[]},'a':[{'q':true},{}]}"));

        assertThat(new String(text, StandardCharsets.US_ASCII))
                .isEqualTo(
                        """
                        {
                          "a":[
                            {
                              "q":true
                            },
                            {}
                          ],
                          "b":{
                            "x":[],
                            "y":1
                          }
                        }""");
    }

    @Test
    void whatIsWrittenIsReadAsTheSame() {
        Random random = new Random(21);
        for (int i = 0; i < 2000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(20); n > 0; n--) {
                text.appendCodePoint(
                        switch (random.nextInt(4)) {
                            case 0 -> random.nextInt(0x20);
                            case 1 -> 0x10000 + random.nextInt(0xfffff);
                            case 2 -> random.nextInt(0xd800);
                            default -> 0x20 + random.nextInt(0x60);
                        });
            }
            byte[] written = JsonText.compact(Json.NODES.arrayNode().add(text.toString()));

            assertThat(Json.parseOwn(written).get(0).textValue()).isEqualTo(text.toString());
            for (byte b : written) {
                assertThat(b).isBetween((byte) 0x20, (byte) 0x7e);
            }
        }
    }

    private static String compact(JsonNode node) {
        return new String(JsonText.compact(node), StandardCharsets.US_ASCII);
    }
}
