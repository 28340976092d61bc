package io.github.orrery.render;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class TextDeltaTest {
    @Test
    void namesWhatStaysTheSameAndRepeatsOnlyWhatIsNew() {
        String base = lines(100, 50);
        String text = base.replace("line 20 ", "a new line\nand line 20 ").replace("line 70 ", "");
        assertThat(joined(base, text, 40)).isEqualTo(text);
    }

    @Test
    void joinsToTheTextWhateverTheTwoAre() {
        Random random = new Random(20_261_121);
        for (int round = 0; round < 2_000; round++) {
            String base = random(random);
            String text = random(random);
            assertThat(joined(base, text, Integer.MAX_VALUE)).isEqualTo(text);
        }
    }

    @Test
    void isQuickWhereOneTextHasLinesAndTheOtherHasNone() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 32_000; i++) {
            text.append("\"label-of-an-app-that-has-a-great-many-labels-")
                    .append(i)
                    .append("\":\"x\",");
        }
        String one = text.toString();
        String lines = one.replace(",", ",\n");
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            assertThat(joined(one, lines, Integer.MAX_VALUE)).isEqualTo(lines);
            assertThat(joined(lines, one, Integer.MAX_VALUE)).isEqualTo(one);
        });
    }

    private static String joined(String baseText, String text, int mostFresh) {
        byte[] base = baseText.getBytes(UTF_8);
        byte[] made = text.getBytes(UTF_8);
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        int[] fresh = new int[1];
        TextDelta.of(base, made, new TextDelta.Pieces() {
            @Override
            public void same(int from, int length) {
                joined.write(base, from, length);
            }

            @Override
            public void fresh(int from, int length) {
                joined.write(made, from, length);
                fresh[0] += length;
            }
        });
        assertThat(fresh[0]).isLessThanOrEqualTo(mostFresh);
        return joined.toString(UTF_8);
    }

    private static String lines(int count, int length) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < count; i++) {
            lines.append("line ")
                    .append(i)
                    .append(' ')
                    .append("x".repeat(length))
                    .append('\n');
        }
        return lines.toString();
    }

    private static String random(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(40); i > 0; i--) {
            text.append(lines(1, random.nextInt(4) * 20).replace('0', (char) ('a' + random.nextInt(3))));
        }
        return text.toString();
    }
}
