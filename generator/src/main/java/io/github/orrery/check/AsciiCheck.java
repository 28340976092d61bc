package io.github.orrery.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.orrery.json.Json;
import io.github.orrery.model.RepositoryFormat;
import io.github.orrery.model.Revision;
import io.github.orrery.model.RevisionPart;
import io.github.orrery.problem.Severity;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Characters that old clients cannot read (formats.md 1.8) and such as show a reader something else than what stands
 * there. Files that are plain ASCII without {@code \}{@code u} escapes, nearly all of them, are not walked through.
 */
final class AsciiCheck {
    private static final String SHORT_ESCAPES = "\b\f\n\r\t";

    private final RepositoryFormat format;
    private final Strictness strictness;
    private final Findings findings;

    AsciiCheck(RepositoryFormat format, Strictness strictness, Findings findings) {
        this.format = format;
        this.strictness = strictness;
        this.findings = findings;
    }

    void check(Revision revision) {
        Stream.of(Optional.of(revision.packageJson()), revision.resource(), revision.config(), revision.command())
                .flatMap(Optional::stream)
                .filter(part -> !isPlain(part.file().bytes()))
                .forEach(part -> walk(part, part.tree(), ""));
    }

    private static boolean isPlain(byte[] text) {
        for (int i = 0; i < text.length; i++) {
            byte b = text[i];
            if (b < 0 || b == 0x7f || (b == '\\' && i + 1 < text.length && text[i + 1] == 'u')) {
                return false;
            }
        }
        return true;
    }

    private void walk(RevisionPart part, JsonNode value, String pointer) {
        if (value.isTextual()) {
            text(part, value.textValue(), pointer, "");
        } else if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                walk(part, value.path(i), pointer + "/" + i);
            }
        } else {
            for (Map.Entry<String, JsonNode> member : value.properties()) {
                String inner = pointer + "/" + Json.escapePointer(member.getKey());
                text(part, member.getKey(), inner, "the key ");
                walk(part, member.getValue(), inner);
            }
        }
    }

    private void text(RevisionPart part, String text, String pointer, String what) {
        int odd = firstOdd(text);
        if (odd < 0) {
            return;
        }
        String subject = what + SchemaWords.subject(pointer) + " holds ";
        boolean isAllowed = format != RepositoryFormat.V3 || strictness.allowNonAscii();
        int hidden = firstHidden(text);
        if (isAllowed && hidden >= 0) {
            findings.add(
                    Rule.HIDDEN_CHARACTER,
                    part.at(pointer),
                    subject + character(text.codePointAt(hidden)) + ", which nobody sees, expected visible text");
        } else if (format == RepositoryFormat.V3) {
            boolean isSpelledEscape = text.charAt(odd) == '\\';
            findings.add(
                    Rule.NON_ASCII,
                    isAllowed ? Severity.WARNING : Severity.ERROR,
                    part.at(pointer),
                    subject
                            + (isSpelledEscape
                                    ? "the characters " + text.substring(odd, odd + 6)
                                    : character(text.codePointAt(odd)))
                            + ", expected printable ASCII, line ends and tabs only");
        }
    }

    private static String character(int codePoint) {
        return String.format(Locale.ROOT, "the character U+%04X", codePoint);
    }

    /** The first character that would be escaped, or the begin of one that is spelled as an escape within the text. */
    private static int firstOdd(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isPrintable = c >= ' ' && c < 0x7f;
            if ((!isPrintable && SHORT_ESCAPES.indexOf(c) < 0) || (c == '\\' && isEscape(text, i))) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isEscape(String text, int at) {
        return text.startsWith("u", at + 1)
                && at + 6 <= text.length()
                && text.substring(at + 2, at + 6).chars().allMatch(c -> c < 0x80 && Character.digit(c, 16) >= 0);
    }

    private static int firstHidden(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isHidden = (Character.isISOControl(c) && SHORT_ESCAPES.indexOf(c) < 0)
                    || (c >= '\u200b' && c <= '\u200f')
                    || (c >= '\u202a' && c <= '\u202e')
                    || (c >= '\u2060' && c <= '\u2069')
                    || c == '\ufeff';
            if (isHidden) {
                return i;
            }
        }
        return -1;
    }
}
