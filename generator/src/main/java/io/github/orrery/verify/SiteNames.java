package io.github.orrery.verify;

import io.github.orrery.model.SiteLayout;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the paths of a site mean to a check, beside what {@link SiteLayout} says of them. */
final class SiteNames {
    /** Those that list the others, and not each other. */
    static final List<String> LISTS = List.of(SiteLayout.SITE_JSON, SiteLayout.SHA256SUMS);

    static final String IGNORE_FILE = ".gitignore";

    /** Texts with numbers in them, the numbers by their value: 1.9 before 1.10. */
    static final Comparator<String> ORDER = SiteNames::compare;

    private static final Pattern RUN = Pattern.compile("[0-9]{1,100}|[^0-9]+|[0-9]+");

    private SiteNames() {}

    private static int compare(String a, String b) {
        Matcher left = RUN.matcher(a);
        Matcher right = RUN.matcher(b);
        while (left.find()) {
            if (!right.find()) {
                return 1;
            }
            String x = left.group();
            String y = right.group();
            int order = isNumber(x) && isNumber(y) ? new BigInteger(x).compareTo(new BigInteger(y)) : x.compareTo(y);
            if (order != 0) {
                return order;
            }
        }
        return right.find() ? -1 : a.compareTo(b);
    }

    private static boolean isNumber(String run) {
        char first = run.charAt(0);
        return first >= '0' && first <= '9' && run.length() <= 100;
    }
}
