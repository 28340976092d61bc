package io.github.orrery.app;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A template in which each stretch of text is one character that stands for it, with the values outside of sections put
 * in: mustache.java reads character by character and makes objects for each tag, while most of a template is text and
 * plain values. What the library decides by looking at text stays as it is: blanks and line ends beside other tags,
 * which may stand alone on their line.
 *
 * @param text what the library parses
 * @param stretches what the characters from U+E000 on stand for
 */
record CondensedTemplate(String text, List<String> stretches) {
    /** Stands for nothing. */
    static final CondensedTemplate EMPTY = new CondensedTemplate("", List.of());

    private static final char FIRST = '\uE000';
    private static final int MOST_TAGS = 3000;

    /** Condenses a template; {@code values} gives what a name outside of sections prints. */
    static CondensedTemplate of(TemplateTags tags, UnaryOperator<String> values) {
        String text = tags.text();
        // The library drops or moves carriage returns, and there are 6400 characters for private use.
        if (text.indexOf('\r') >= 0 || tags.tags().size() > MOST_TAGS) {
            return new CondensedTemplate(text, List.of());
        }
        return new Condenser(tags, values).condense();
    }

    /** Appends what a piece of the condensed text between tags stands for. */
    void expand(String piece, StringBuilder out) {
        if (stretches.isEmpty()) {
            out.append(piece);
            return;
        }
        for (int i = 0; i < piece.length(); i++) {
            char c = piece.charAt(i);
            if (c >= FIRST && c - FIRST < stretches.size()) {
                out.append(stretches.get(c - FIRST));
            } else {
                out.append(c);
            }
        }
    }

    private static final class Condenser {
        private final String text;
        private final List<TemplateTags.Tag> tags;
        private final UnaryOperator<String> values;
        private final StringBuilder condensed;
        private final List<String> stretches = new ArrayList<>();

        Condenser(TemplateTags template, UnaryOperator<String> values) {
            this.text = template.text();
            this.tags = template.tags();
            this.values = values;
            this.condensed = new StringBuilder(256 + tags.size() * 8);
        }

        CondensedTemplate condense() {
            int level = 0;
            int begin = 0;
            int first = 0;
            for (int i = 0; i < tags.size(); i++) {
                TemplateTags.Tag tag = tags.get(i);
                if (level == 0 && isPlainValue(tag)) {
                    continue;
                }
                run(begin, tag.begin(), first, i, level > 0);
                condensed.append(text, tag.begin(), tag.end());
                begin = tag.end();
                first = i + 1;
                switch (tag.kind()) {
                    case '#', '^', '$' -> level++;
                    case '/' -> level--;
                    default -> {}
                }
            }
            run(begin, text.length(), first, tags.size(), false);
            return new CondensedTemplate(condensed.toString(), stretches);
        }

        private static boolean isPlainValue(TemplateTags.Tag tag) {
            return tag.kind() == 'v' && !tag.name().equals(".") && !tag.name().equals(TemplateEngine.AS_JSON);
        }

        /** Text between two tags that the library sees, with the plain values in it: {@code tags[first..last)}. */
        private void run(int begin, int end, int first, int last, boolean isWithinSection) {
            int at = begin;
            int tag = first;
            while (at < end && (isAt(tag, last, at) || isBlank(text.charAt(at)))) {
                at = isAt(tag, last, at) ? tags.get(tag++).end() : at + 1;
            }
            boolean startsLine = at < end && text.charAt(at) == '\n';
            int from = startsLine ? at + 1 : begin;
            int fromTag = startsLine ? tag : first;

            int to = end;
            int toTag = last;
            while (to > from && (endsAt(toTag, fromTag, to) || isBlank(text.charAt(to - 1)))) {
                to = endsAt(toTag, fromTag, to) ? tags.get(--toTag).begin() : to - 1;
            }
            if (to > from && text.charAt(to - 1) == '\n') {
                to--;
            } else {
                to = end;
                toTag = last;
            }

            if (!hasVisibleText(from, to, fromTag, toTag)) {
                condensed.append(text, begin, end);
                return;
            }
            condensed.append(text, begin, from);
            int lineEnd = text.indexOf('\n', from);
            if (isWithinSection && lineEnd >= 0 && lineEnd < to) {
                add(text.substring(from, lineEnd));
                condensed.append('\n'); // the library asks whether a section has more than one line
                add(text.substring(lineEnd + 1, to));
            } else {
                add(filled(from, to, fromTag, toTag));
            }
            condensed.append(text, to, end);
        }

        private void add(String stretch) {
            condensed.append((char) (FIRST + stretches.size()));
            stretches.add(stretch);
        }

        private boolean isAt(int tag, int last, int position) {
            return tag < last && tags.get(tag).begin() == position;
        }

        private boolean endsAt(int tag, int first, int position) {
            return tag > first && tags.get(tag - 1).end() == position;
        }

        private boolean hasVisibleText(int from, int to, int fromTag, int toTag) {
            int tag = fromTag;
            for (int at = from; at < to; ) {
                if (isAt(tag, toTag, at)) {
                    at = tags.get(tag++).end();
                } else if (isBlank(text.charAt(at)) || text.charAt(at) == '\n') {
                    at++;
                } else {
                    return true;
                }
            }
            return false;
        }

        private String filled(int from, int to, int fromTag, int toTag) {
            StringBuilder stretch = new StringBuilder(to - from);
            int at = from;
            for (int i = fromTag; i < toTag; i++) {
                TemplateTags.Tag tag = tags.get(i);
                stretch.append(text, at, tag.begin()).append(values.apply(tag.name()));
                at = tag.end();
            }
            return stretch.append(text, at, to).toString();
        }

        private static boolean isBlank(char c) {
            return c == ' ' || c == '\t';
        }
    }
}
