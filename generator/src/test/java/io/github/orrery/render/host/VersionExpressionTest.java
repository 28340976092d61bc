package io.github.orrery.render.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.orrery.model.DcosReleaseVersion;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class VersionExpressionTest {
    private static final int TRIES = 20_000;

    @Test
    void matchesWhatTheComparisonOfNumbersSays() {
        long seed = 7_310_842L;
        Random random = new Random(seed);
        for (int i = 0; i < TRIES; i++) {
            DcosReleaseVersion limit = DcosReleaseVersion.of(version(random));
            String asked = version(random);
            String counted = asked.startsWith("1.14.") || asked.equals("1.14") ? "2.0" + asked.substring(4) : asked;

            assertThat(Pattern.compile(VersionExpression.atLeast(limit))
                            .matcher("cosmos/0.6.3 dcos/" + asked + "-dev")
                            .find())
                    .as("seed %d: %s at least %s", seed, asked, limit)
                    .isEqualTo(DcosReleaseVersion.of(counted).isAtLeast(limit));
        }
    }

    /** One to four numbers, mostly near to each other and to the versions that are special. */
    private static String version(Random random) {
        StringBuilder version = new StringBuilder();
        int parts = 1 + random.nextInt(4);
        for (int i = 0; i < parts; i++) {
            int[] likely = {0, 1, 2, 8, 9, 10, 13, 14, 15, 19, 20, 99, 100, random.nextInt(3000)};
            version.append(i == 0 ? "" : ".").append(likely[random.nextInt(i == 0 ? 4 : likely.length)]);
        }
        return version.toString();
    }
}
