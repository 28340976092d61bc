package io.github.orrery.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CyclesTest {
    @Test
    void findsNamesThatLeadBackToThemselves() {
        assertThat(Cycles.in(new TreeMap<>(Map.of("a", List.of("b"), "b", List.of("a"), "c", List.of("a", "unknown")))))
                .containsExactly(List.of("a", "b"));
        assertThat(Cycles.in(new TreeMap<>(Map.of("a", List.of("a"))))).containsExactly(List.of("a"));
    }

    @Test
    void tellsTwoCyclesApart() {
        assertThat(Cycles.in(new TreeMap<>(Map.of(
                        "a", List.of("b"),
                        "b", List.of("c", "x"),
                        "c", List.of("a"),
                        "x", List.of("y"),
                        "y", List.of("x")))))
                .containsExactly(List.of("a", "b", "c"), List.of("x", "y"));
    }

    @Test
    void aChainIsNoCycleHoweverLong() {
        SortedMap<String, List<String>> chain = new TreeMap<>();
        for (int i = 0; i < 100_000; i++) {
            chain.put(Integer.toString(i + 100_000), List.of(Integer.toString(i + 100_001)));
        }
        assertThat(Cycles.in(chain)).isEmpty();
    }
}
