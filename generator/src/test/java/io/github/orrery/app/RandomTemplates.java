package io.github.orrery.app;

import java.util.List;
import java.util.Random;

/** Templates and options by chance, made of what matters: tags, blanks and line ends in every order. */
final class RandomTemplates {
    private static final List<String> NAMES =
            List.of("a", "b", "a.b", "b.a", "b.a.c", "list", "deep.list", "text", "none", "no", "yes", ".", "a.none.c");
    private static final List<String> TEXTS = List.of(
            "\n", "\n", " ", "  ", "\t", "x", "\"q\": ", "{", "}", ",\n", "\n\n", "{ {", "}}", "\u00e4", "\ue000",
            "{\n");

    private final Random random;

    RandomTemplates(long seed) {
        random = new Random(seed);
    }

    String next() {
        StringBuilder out = new StringBuilder();
        fill(out, 3);
        return out.toString();
    }

    private void fill(StringBuilder out, int levels) {
        int parts = random.nextInt(8);
        for (int i = 0; i < parts; i++) {
            String name = pick(NAMES);
            switch (random.nextInt(levels > 0 ? 10 : 8)) {
                case 0, 1 -> out.append("{{").append(name).append("}}");
                case 2 -> out.append("{{{ ").append(name).append(" }}}");
                case 3 -> out.append("{{!").append(pick(TEXTS).replace("}", "")).append("}}");
                case 8, 9 -> {
                    out.append(random.nextBoolean() ? "{{#" : "{{^")
                            .append(name)
                            .append("}}");
                    fill(out, levels - 1);
                    out.append("{{/").append(name).append("}}");
                }
                default -> out.append(pick(TEXTS));
            }
        }
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
