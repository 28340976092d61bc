package io.github.orrery.app;

import io.github.orrery.app.Refused.Reason;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The tags of a template, found as mustache.java finds them, with the lines on which they stand (the library miscounts
 * after a comment of several lines), before the library sees the text.
 *
 * @param tags in text order, as far as they could be read
 * @param faults what keeps the template from being rendered, in text order
 * @param depth sections within one another
 */
record TemplateTags(List<Tag> tags, List<TemplateFault> faults, int depth) {
    static final int MOST_TAGS = 5000;
    static final int DEEPEST = 32;

    /**
     * One tag.
     *
     * @param kind {@code '#' '^' '$'} open a section, {@code '/'} closes one, {@code '='} changes the delimiters,
     *     {@code '>' '<'} name another template, {@code '!' '%'} print nothing, {@code 'v'} prints a value
     * @param name trimmed, without what marks the kind
     */
    record Tag(char kind, String name, int line) {}

    static TemplateTags of(String text) {
        return new Scanner(text).scan();
    }

    private record Section(String name, int line, String begin, String end) {}

    private static final class Scanner {
        private final String text;
        private final List<Tag> tags = new ArrayList<>();
        private final List<TemplateFault> faults = new ArrayList<>();
        private final Deque<Section> open = new ArrayDeque<>();
        private String begin = "{{";
        private String end = "}}";
        private int position;
        private int line = 1;
        private int depth;

        Scanner(String text) {
            this.text = text;
        }

        TemplateTags scan() {
            boolean readable = true;
            int start;
            while (readable && (start = text.indexOf(begin, position)) >= 0) {
                advance(start);
                readable = tag();
            }
            if (readable && !open.isEmpty()) {
                Section section = open.getLast();
                fault(
                        Reason.TEMPLATE_SYNTAX,
                        section.line(),
                        "the section " + section.name() + " is not closed, expected {{/" + section.name() + "}}");
            }
            return new TemplateTags(List.copyOf(tags), List.copyOf(faults), depth);
        }

        private boolean tag() {
            int from = position + begin.length();
            int to = text.indexOf(end, from);
            if (to < 0) {
                return fault(Reason.TEMPLATE_SYNTAX, line, "a tag is not closed, expected " + end);
            }
            if (to == from) {
                return fault(Reason.TEMPLATE_SYNTAX, line, "a tag is empty, expected a name");
            }
            if (tags.size() >= MOST_TAGS) {
                return fault(Reason.TOO_DEEP, line, "more than " + MOST_TAGS + " tags");
            }
            char kind = text.charAt(from);
            String name = text.substring(from + 1, to).trim();
            int after = to + end.length();
            boolean readable =
                    switch (kind) {
                        case '#', '^', '$' -> open(kind, name);
                        case '/' -> close(name);
                        case '>', '<' -> {
                            add(kind, name);
                            fault(
                                    Reason.PARTIAL_NOT_ALLOWED,
                                    line,
                                    "the template names another template, " + name + ": a cluster has none");
                            if (kind == '<') {
                                push(name);
                            }
                            yield true;
                        }
                        case '{' -> {
                            boolean closed = end.equals("}}")
                                    ? after < text.length() && text.charAt(after) == '}'
                                    : end.length() == 2 && name.length() > 0;
                            if (!closed) {
                                yield fault(Reason.TEMPLATE_SYNTAX, line, "{{{ is not closed, expected }}}");
                            }
                            after += end.equals("}}") ? 1 : 0;
                            yield add('v', end.equals("}}") ? name : name.substring(0, name.length() - 1));
                        }
                        case '=' -> changeDelimiters(text.substring(from, to));
                        case '&' -> add('v', name);
                        case '!', '%' -> add(kind, name);
                        default -> add('v', text.substring(from, to).trim());
                    };
            advance(after);
            return readable;
        }

        private boolean open(char kind, String name) {
            add(kind, name);
            push(name);
            return depth <= DEEPEST || fault(Reason.TOO_DEEP, line, "sections nested deeper than " + DEEPEST);
        }

        private void push(String name) {
            open.addLast(new Section(name, line, begin, end));
            depth = Math.max(depth, open.size());
        }

        private boolean close(String name) {
            if (open.isEmpty()) {
                return fault(Reason.TEMPLATE_SYNTAX, line, "{{/" + name + "}} closes no section");
            }
            Section section = open.removeLast();
            begin = section.begin();
            end = section.end();
            if (!section.name().equals(name)) {
                return fault(
                        Reason.TEMPLATE_SYNTAX,
                        line,
                        "{{/" + name + "}} does not close the section " + section.name() + " of line "
                                + section.line());
            }
            return add('/', name);
        }

        /** Delimiters hold until the section ends in which they are set. */
        private boolean changeDelimiters(String command) {
            String delimiters = command.replaceAll("\\s+", "");
            int length = delimiters.length();
            if (length != 4 && length != 6) {
                return fault(
                        Reason.TEMPLATE_SYNTAX,
                        line,
                        "{{" + command + "}} sets no delimiters, expected two of one or two characters");
            }
            begin = delimiters.substring(1, length / 2);
            end = delimiters.substring(length / 2, length - 1);
            return add('=', begin + " " + end);
        }

        private boolean add(char kind, String name) {
            tags.add(new Tag(kind, name, line));
            return true;
        }

        private boolean fault(Reason reason, int at, String message) {
            faults.add(new TemplateFault(reason, at, message));
            return false;
        }

        /** Moves on, counting lines. */
        private void advance(int to) {
            for (int i = position; i < to && i < text.length(); i++) {
                if (text.charAt(i) == '\n') {
                    line++;
                }
            }
            position = to;
        }
    }
}
