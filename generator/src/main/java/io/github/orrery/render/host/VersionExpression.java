package io.github.orrery.render.host;

import io.github.orrery.model.DcosReleaseVersion;
import io.github.orrery.model.Negotiation;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Comparing versions where a host knows regular expressions only: an expression that finds a cluster's version in a
 * User-Agent header and matches when it is at least a given one. Written with what every engine knows, and without
 * braces, which some host files give a meaning of their own.
 */
final class VersionExpression {
    private static final String DIGIT = "[0-9]";

    private VersionExpression() {}

    /** Matches a User-Agent header that names any version. */
    static String any() {
        return Negotiation.DCOS_NAMED + DIGIT;
    }

    /** Matches a User-Agent header that names this version or a greater one, where 1.14 counts as 2.0. */
    static String atLeast(DcosReleaseVersion dcos) {
        List<String> alternatives = new ArrayList<>(alternatives(dcos.parts()));
        List<BigInteger> parts = dcos.parts();
        List<BigInteger> released = Negotiation.RELEASED_NAME.parts();
        if (dcos.isAtLeast(Negotiation.WORKING_NAME)
                && Negotiation.RELEASED_NAME.isAtLeast(dcos)
                && !dcos.equals(Negotiation.WORKING_NAME)) {
            alternatives.add("0*1\\.0*14(?:[^0-9]|$)");
        } else if (parts.size() > 2 && parts.subList(0, 2).equals(released)) {
            alternatives.add("0*1\\.0*14\\." + group(alternatives(parts.subList(2, parts.size()))));
        }
        return Negotiation.DCOS_NAMED + group(alternatives);
    }

    /** What the digits and dots may begin with; what follows does not matter. */
    private static List<String> alternatives(List<BigInteger> parts) {
        List<String> alternatives = greater(parts.get(0));
        String equal = parts.get(0).signum() == 0 ? "0+" : "0*" + parts.get(0);
        alternatives.add(
                parts.size() == 1 ? equal : equal + "\\." + group(alternatives(parts.subList(1, parts.size()))));
        return alternatives;
    }

    /** What a number above this one begins with: more digits, or as many with a greater one after equal ones. */
    private static List<String> greater(BigInteger number) {
        List<String> alternatives = new ArrayList<>();
        if (number.signum() == 0) {
            alternatives.add("0*[1-9]");
            return alternatives;
        }
        String digits = number.toString();
        alternatives.add("0*[1-9]" + DIGIT.repeat(digits.length()));
        for (int i = 0; i < digits.length(); i++) {
            char digit = digits.charAt(i);
            if (digit < '9') {
                String above = digit == '8' ? "9" : "[" + (char) (digit + 1) + "-9]";
                alternatives.add("0*" + digits.substring(0, i) + above + DIGIT.repeat(digits.length() - i - 1));
            }
        }
        return alternatives;
    }

    private static String group(List<String> alternatives) {
        return "(?:" + String.join("|", alternatives) + ")";
    }
}
