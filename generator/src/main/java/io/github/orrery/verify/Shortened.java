package io.github.orrery.verify;

import io.github.orrery.problem.Problem;
import java.util.ArrayList;
import java.util.List;

/** Messages of one kind, of which a few stand for all: an index may have as many as a stranger likes. */
final class Shortened {
    private static final int SHOWN = 10;
    private static final int LONGEST = 400;

    private final List<String> shown = new ArrayList<>();
    private int more;

    /** @param message one line; what is too long of it is cut off */
    void add(String message) {
        if (shown.size() == SHOWN) {
            more++;
            return;
        }
        shown.add(Problem.oneLine(message.length() <= LONGEST ? message : message.substring(0, LONGEST) + "..."));
    }

    List<String> shown() {
        return List.copyOf(shown);
    }

    /** How many there are besides. */
    int more() {
        return more;
    }
}
