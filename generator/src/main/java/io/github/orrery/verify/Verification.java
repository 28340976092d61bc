package io.github.orrery.verify;

import java.util.List;

/**
 * What became known of a site.
 *
 * @param site the directory or URL, as given
 * @param files how many files were looked at
 * @param findings in the order of the site's files
 * @param verdicts one for each client, oldest first
 */
public record Verification(String site, int files, List<Finding> findings, List<Verdict> verdicts) {
    public Verification {
        findings = List.copyOf(findings);
        verdicts = List.copyOf(verdicts);
    }

    public long errors() {
        return findings.stream().filter(Finding::isError).count();
    }

    public long warnings() {
        return findings.size() - errors();
    }
}
