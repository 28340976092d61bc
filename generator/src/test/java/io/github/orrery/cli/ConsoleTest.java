package io.github.orrery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.orrery.Progress;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConsoleTest {
    @Test
    void coloursOnlyWhereAPersonReadsThem() {
        assertThat(TestConsole.ofTerminal(Map.of("TERM", "xterm")).console().outStyle())
                .isEqualTo(Style.COLOURED);
        assertThat(TestConsole.ofFile(Map.of("TERM", "xterm")).console().outStyle())
                .isEqualTo(Style.PLAIN);
        assertThat(TestConsole.ofTerminal(Map.of("TERM", "dumb")).console().outStyle())
                .isEqualTo(Style.PLAIN);
        assertThat(TestConsole.ofTerminal(Map.of("NO_COLOR", "1")).console().outStyle())
                .isEqualTo(Style.PLAIN);
        assertThat(TestConsole.ofTerminal(Map.of("NO_COLOR", "")).console().outStyle())
                .isEqualTo(Style.COLOURED);
        assertThat(TestConsole.ofFile(Map.of("CLICOLOR_FORCE", "1")).console().outStyle())
                .isEqualTo(Style.COLOURED);
        assertThat(TestConsole.ofFile(Map.of("CLICOLOR_FORCE", "0")).console().outStyle())
                .isEqualTo(Style.PLAIN);
    }

    @Test
    void progressWritesOverItsLineOnATerminalAndLeavesNoTrace() throws IOException {
        assertThat(progressOn(TestConsole.ofTerminal(Map.of()), false))
                .isEqualTo("\r\u001b[Kpackages 1/2\r\u001b[Kpackages 2/2\r\u001b[Kwriting\r\u001b[K");
    }

    @Test
    void progressIsOneLineForEachPhaseInContinuousIntegration() throws IOException {
        assertThat(progressOn(TestConsole.ofFile(Map.of("CI", "true")), false)).isEqualTo("packages\nwriting\n");
    }

    @Test
    void progressIsSilentElsewhere() throws IOException {
        assertThat(progressOn(TestConsole.ofFile(Map.of()), false)).isEmpty();
        assertThat(progressOn(TestConsole.ofTerminal(Map.of("TERM", "dumb")), false))
                .isEmpty();
        assertThat(progressOn(TestConsole.ofTerminal(Map.of()), true)).isEmpty();
    }

    private static String progressOn(TestConsole console, boolean quiet) throws IOException {
        PhaseProgress.during(console.console(), quiet, (Progress progress) -> {
            progress.at("packages", 1, 2);
            progress.at("packages", 1, 2);
            progress.at("packages", 2, 2);
            progress.at("writing", 0, 0);
            return "";
        });
        return console.err();
    }
}
