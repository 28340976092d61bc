package io.github.orrery.app;

import io.github.orrery.app.Refused.Reason;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The tags of a template, found as mustache.java finds them, before the library sees the text.
 *
 * @param lines of the template
 * @param tags in text order, as far as they could be read
 * @param faults what keeps the template from being rendered, in text order
 */
record TemplateTags(TextLines lines, List<Tag> tags, List<TemplateFault> faults) {
    static final int MOST_TAGS = 5000;
    static final int DEEPEST = 32;

    /**
     * One tag.
     *
     * @param kind {@code '#' '^' '$'} open a section, {@code '/'} closes one, {@code '='} changes the delimiters,
     *     {@code '>' '<'} name another template, {@code '!' '%'} print nothing, {@code 'v'} prints a value
     * @param name trimmed, without what marks the kind
     * @param begin where it begins in the text
     * @param end where it has ended
     */
    record Tag(char kind, String name, int begin, int end) {}

    static TemplateTags of(String text) {
        return new Scanner(text).scan();
    }

    String text() {
        return lines.text();
    }

    /** The line of a place in the text, from 1; the library miscounts after a comment of several lines. */
    int line(int position) {
        return lines.line(position);
    }

    private record Section(String name, int begin, String opening, String closing) {}

    private static final class Scanner {
        private final String text;
        private final TextLines lines;
        private final List<Tag> tags = new ArrayList<>();
        private final List<TemplateFault> faults = new ArrayList<>();
        private final Deque<Section> open = new ArrayDeque<>();
        private String opening = "{{";
        private String closing = "}}";
        private int position;

        Scanner(String text) {
            this.text = text;
            this.lines = new TextLines(text);
        }

        TemplateTags scan() {
            boolean readable = true;
            int begin = text.indexOf(opening);
            while (readable && begin >= 0) {
                readable = tag(begin);
                begin = text.indexOf(opening, position);
            }
            if (readable && !open.isEmpty()) {
                Section section = open.getLast();
                fault(
                        Reason.TEMPLATE_SYNTAX,
                        section.begin(),
                        "the section " + section.name() + " is not closed, expected {{/" + section.name() + "}}");
            }
            return new TemplateTags(lines, List.copyOf(tags), List.copyOf(faults));
        }

        /** Reads one tag and moves behind it; false where nothing can be read after it. */
        private boolean tag(int begin) {
            int from = begin + opening.length();
            int to = text.indexOf(closing, from);
            if (to < 0) {
                return fault(Reason.TEMPLATE_SYNTAX, begin, "a tag is not closed, expected " + closing);
            }
            if (to == from) {
                return fault(Reason.TEMPLATE_SYNTAX, begin, "a tag is empty, expected a name");
            }
            if (tags.size() >= MOST_TAGS) {
                return fault(Reason.TOO_DEEP, begin, "more than " + MOST_TAGS + " tags");
            }
            position = to + closing.length();
            String name = text.substring(from + 1, to).trim();
            char kind = text.charAt(from);
            return switch (kind) {
                case '#', '^', '$' -> open(kind, name, begin);
                case '/' -> close(name, begin);
                case '>' -> partial(kind, name, begin);
                case '<' -> partial(kind, name, begin) && push(name, begin);
                case '{' -> unescaped(name, begin);
                case '=' -> changeDelimiters(text.substring(from, to), begin);
                case '&' -> add('v', name, begin);
                case '!', '%' -> add(kind, name, begin);
                default -> add('v', text.substring(from, to).trim(), begin);
            };
        }

        private boolean open(char kind, String name, int begin) {
            return add(kind, name, begin) && push(name, begin);
        }

        private boolean push(String name, int begin) {
            open.addLast(new Section(name, begin, opening, closing));
            return open.size() <= DEEPEST || fault(Reason.TOO_DEEP, begin, "sections nested deeper than " + DEEPEST);
        }

        private boolean close(String name, int begin) {
            if (open.isEmpty()) {
                return fault(Reason.TEMPLATE_SYNTAX, begin, "{{/" + name + "}} closes no section");
            }
            Section section = open.removeLast();
            if (!section.name().equals(name)) {
                return fault(
                        Reason.TEMPLATE_SYNTAX,
                        begin,
                        "{{/" + name + "}} does not close the section " + section.name() + " of line "
                                + lines.line(section.begin()));
            }
            opening = section.opening();
            closing = section.closing();
            return add('/', name, begin);
        }

        private boolean partial(char kind, String name, int begin) {
            fault(
                    Reason.PARTIAL_NOT_ALLOWED,
                    begin,
                    "the template names another template, " + name + ": a cluster has none");
            return add(kind, name, begin);
        }

        private boolean unescaped(String name, int begin) {
            if (closing.equals("}}")) {
                if (position >= text.length() || text.charAt(position) != '}') {
                    return fault(Reason.TEMPLATE_SYNTAX, begin, "{{{ is not closed, expected }}}");
                }
                position++;
                return add('v', name, begin);
            }
            if (closing.length() < 2 || name.isEmpty()) {
                return fault(Reason.TEMPLATE_SYNTAX, begin, "a tag with { is not closed, expected }");
            }
            return add('v', name.substring(0, name.length() - 1), begin);
        }

        /** Delimiters hold until the section ends in which they are set. */
        private boolean changeDelimiters(String command, int begin) {
            String delimiters = command.replaceAll("\\s+", "");
            int length = delimiters.length();
            if (length != 4 && length != 6) {
                return fault(
                        Reason.TEMPLATE_SYNTAX,
                        begin,
                        "{{" + command + "}} sets no delimiters, expected two of one or two characters");
            }
            opening = delimiters.substring(1, length / 2);
            closing = delimiters.substring(length / 2, length - 1);
            return add('=', opening + " " + closing, begin);
        }

        private boolean add(char kind, String name, int begin) {
            tags.add(new Tag(kind, name, begin, position));
            return true;
        }

        private boolean fault(Reason reason, int at, String message) {
            faults.add(new TemplateFault(reason, lines.line(at), message));
            return false;
        }
    }
}
