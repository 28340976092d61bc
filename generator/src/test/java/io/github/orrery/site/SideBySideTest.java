package io.github.orrery.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SideBySideTest {
    @Test
    void resultsStandInTheOrderOfTheThings() throws IOException {
        List<Integer> things = IntStream.range(0, 100).boxed().toList();

        assertThat(SideBySide.work(things, thing -> thing)).isEqualTo(things);
    }

    @Test
    void allHaveEndedWhenAFailureIsTold() {
        AtomicInteger ended = new AtomicInteger();

        assertThatThrownBy(() -> SideBySide.work(IntStream.range(0, 100).boxed().toList(), thing -> {
                    ended.incrementAndGet();
                    throw new IOException("thing " + thing);
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("thing 0");

        assertThat(ended).hasValue(100);
    }
}
