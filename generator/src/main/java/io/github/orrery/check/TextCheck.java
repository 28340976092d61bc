package io.github.orrery.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.orrery.model.Revision;
import io.github.orrery.problem.Problem;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Descriptions and notes: what a reader would expect to work in them and does not. */
final class TextCheck {
    private static final List<String> TEXTS =
            List.of("description", "preInstallNotes", "postInstallNotes", "postUninstallNotes");
    private static final int LONGEST = 64 * 1024;

    private static final Pattern ELEMENT = Pattern.compile(
            "</?(script|style|iframe|img|svg|video|audio|object|embed|form|input|button|meta|base|body|html|head"
                    + "|title|table|div|span|a|br|hr|p|b|i|u|em|strong|ul|ol|li|pre|code|h[1-6])(\\s[^<>]*|/)?>"
                    + "|<(script|style|iframe|img|svg)[\\s/]",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern TARGET = Pattern.compile("\\]\\s?[(:]\\s*<?([^)>\\s]{0,200}[^)>]{0,40})");
    private static final Pattern REFERENCE = Pattern.compile("&(#[xX]?[0-9a-fA-F]{1,7}|colon|Tab|NewLine);?");
    private static final Pattern ACTIVE = Pattern.compile("(?i)(java|vb)script:.*|data:.*|file:.*", Pattern.DOTALL);

    private TextCheck() {}

    static void check(Revision revision, Findings findings) {
        for (String member : TEXTS) {
            JsonNode value = revision.packageJson().tree().path(member);
            if (value.isTextual() && !findings.isFaulty(revision, "/" + member)) {
                text(revision, member, value.textValue(), findings);
            }
        }
    }

    private static void text(Revision revision, String member, String text, Findings findings) {
        if (text.length() > LONGEST) {
            findings.add(
                    Rule.TEXT_LENGTH,
                    revision.locate("/" + member),
                    "\"" + member + "\" is " + text.length() + " characters long, expected at most " + LONGEST
                            + "; it is shown as plain text");
            return;
        }
        Matcher element = ELEMENT.matcher(text);
        if (text.indexOf('<') >= 0 && element.find()) {
            findings.add(
                    Rule.TEXT_HTML,
                    revision.locate("/" + member),
                    "\"" + member + "\" holds the HTML " + Problem.quote(element.group())
                            + ", expected Markdown; HTML is shown as text");
        }
        Matcher target = TARGET.matcher(text);
        while (text.indexOf(']') >= 0 && target.find()) {
            if (isActive(target.group(1))) {
                findings.add(
                        Rule.TEXT_LINK,
                        revision.locate("/" + member),
                        "\"" + member + "\" links to " + Problem.quote(target.group(1))
                                + ", expected an http or https address; it becomes no link");
                return;
            }
        }
    }

    /** Whether a browser would run it: character references and blanks do not hide the scheme. */
    private static boolean isActive(String target) {
        Matcher reference = REFERENCE.matcher(target);
        String plain = reference.replaceAll(match -> Matcher.quoteReplacement(character(match.group(1))));
        return ACTIVE.matcher(plain.replaceAll("[\\x00-\\x20]", "")).matches();
    }

    private static String character(String reference) {
        if (!reference.startsWith("#")) {
            return reference.equals("colon") ? ":" : "";
        }
        boolean isHex = reference.length() > 1 && Character.toLowerCase(reference.charAt(1)) == 'x';
        String digits = reference.substring(isHex ? 2 : 1);
        boolean isNumber = !digits.isEmpty() && (isHex || digits.chars().allMatch(c -> c <= '9'));
        int codePoint = isNumber ? Integer.parseInt(digits, isHex ? 16 : 10) : 0;
        return Character.isValidCodePoint(codePoint) ? Character.toString(codePoint) : "";
    }
}
