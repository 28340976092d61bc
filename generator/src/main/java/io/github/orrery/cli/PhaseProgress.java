package io.github.orrery.cli;

import io.github.orrery.Progress;
import java.io.IOException;
import java.io.PrintWriter;

/**
 * Shows how far the work has come: on a terminal one line that is written over, in a job of continuous integration one
 * line for each phase, elsewhere nothing.
 */
final class PhaseProgress implements Progress, AutoCloseable {
    private static final String ERASE_LINE = "\r\u001b[K";

    private final PrintWriter err;
    private final boolean redraws;
    private String phase = "";
    private int percent = -1;

    private PhaseProgress(PrintWriter err, boolean redraws) {
        this.err = err;
        this.redraws = redraws;
    }

    /** Runs some work with its progress shown as the console has it; the line is gone afterwards. */
    static <T> T during(Console console, boolean quiet, Work<T> work) throws IOException {
        if (quiet || !(console.canRedraw() || (!console.errIsTerminal() && console.isContinuousIntegration()))) {
            return work.run(SILENT);
        }
        try (PhaseProgress progress = new PhaseProgress(console.err(), console.canRedraw())) {
            return work.run(progress);
        }
    }

    /** Work that says how far it is. */
    @FunctionalInterface
    interface Work<T> {
        T run(Progress progress) throws IOException;
    }

    @Override
    public synchronized void at(String nowPhase, int done, int total) {
        boolean begins = !nowPhase.equals(phase);
        int nowPercent = total > 0 ? (int) (100L * done / total) : -1;
        if (!begins && (!redraws || nowPercent == percent)) {
            return;
        }
        phase = nowPhase;
        percent = nowPercent;
        if (redraws) {
            err.print(ERASE_LINE + phase + (total > 0 ? " " + done + "/" + total : ""));
        } else {
            err.println(phase);
        }
        err.flush();
    }

    @Override
    public synchronized void close() {
        if (redraws && !phase.isEmpty()) {
            err.print(ERASE_LINE);
            err.flush();
        }
    }
}
