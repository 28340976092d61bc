package io.github.orrery.serve;

import java.util.Locale;

/** What an Accept-Encoding header says (RFC 9110, 12.5.3). */
final class AcceptedCoding {
    private AcceptedCoding() {}

    /** Whether the client reads gzip: it names it, or {@code *}, without {@code q=0}. */
    static boolean gzip(String acceptEncoding) {
        boolean any = false;
        for (String member : acceptEncoding.toLowerCase(Locale.ROOT).split(",", -1)) {
            String[] parts = member.split(";", -1);
            String coding = parts[0].strip();
            boolean refused = parts.length > 1 && parts[1].strip().matches("q\\s*=\\s*0(\\.0*)?");
            if (coding.equals("gzip") || coding.equals("x-gzip")) {
                return !refused;
            }
            any |= coding.equals("*") && !refused;
        }
        return any;
    }
}
