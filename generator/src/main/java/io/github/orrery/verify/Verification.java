package io.github.orrery.verify;

import io.github.orrery.publication.CommitRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became known of a site.
 *
 * @param site the directory or URL, as given
 * @param files how many files were looked at
 * @param findings in the order of the site's files
 * @param verdicts one for each client, oldest first
 * @param publication the record of the publication that readers are sent to; null where the site was not published by
 *     Orrery, or to a branch
 */
public record Verification(
        String site, int files, List<Finding> findings, List<Verdict> verdicts, @Nullable CommitRecord publication) {
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
