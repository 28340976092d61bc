package io.github.orrery.app;

import java.util.Optional;
import org.everit.json.schema.FormatValidator;

/**
 * A host name as RFC 1034 has it. everit's own check wants a top-level domain of the public Internet, which names inside
 * a cluster, e.g. {@code leader.mesos}, do not have.
 */
final class Hostname implements FormatValidator {
    private static final int LONGEST = 253;
    private static final int LONGEST_LABEL = 63;

    @Override
    public Optional<String> validate(String subject) {
        boolean valid = subject.length() <= LONGEST;
        for (String label : subject.split("\\.", -1)) {
            valid = valid && isLabel(label);
        }
        return valid ? Optional.empty() : Optional.of("[" + subject + "] is not a valid hostname");
    }

    @Override
    public String formatName() {
        return "hostname";
    }

    private static boolean isLabel(String label) {
        boolean valid =
                !label.isEmpty() && label.length() <= LONGEST_LABEL && !label.startsWith("-") && !label.endsWith("-");
        for (int i = 0; i < label.length(); i++) {
            char c = label.charAt(i);
            valid = valid && (c == '-' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'));
        }
        return valid;
    }
}
