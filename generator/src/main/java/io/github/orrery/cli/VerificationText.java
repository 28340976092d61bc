package io.github.orrery.cli;

import io.github.orrery.problem.Problem;
import io.github.orrery.problem.Severity;
import io.github.orrery.publication.CommitRecord;
import io.github.orrery.verify.Finding;
import io.github.orrery.verify.Verdict;
import io.github.orrery.verify.Verification;
import java.io.PrintWriter;
import java.util.Locale;

/**
 * Findings for people: a line for each and its remedy below, then what each client can do with the site.
 *
 * @param summary whether the table of clients and the count stand at the end
 */
record VerificationText(Style style, boolean summary) {
    void print(Verification verification, PrintWriter out) {
        for (Finding finding : verification.findings()) {
            Severity severity = finding.isError() ? Severity.ERROR : Severity.WARNING;
            String clients = finding.clients().isEmpty() ? "" : " (" + String.join(", ", finding.clients()) + ")";
            out.println(style.bold(finding.where() + ":") + " " + style.severity(severity, severity.word() + ":") + " "
                    + finding.message() + clients + " ["
                    + finding.fault().id() + "]");
            out.println("    remedy: " + finding.remedy());
        }
        if (summary) {
            summarise(verification, out);
        }
    }

    private static void summarise(Verification verification, PrintWriter out) {
        if (!verification.findings().isEmpty()) {
            out.println();
        }
        int width = verification.verdicts().stream()
                .mapToInt(verdict -> verdict.client().length())
                .max()
                .orElse(1);
        for (Verdict verdict : verification.verdicts()) {
            out.println(String.format(Locale.ROOT, "%-" + width + "s  ", verdict.client())
                    + (verdict.isUsable()
                            ? "yes  " + RuleCounts.amount(verdict.packages(), "package") + ", "
                                    + RuleCounts.amount(verdict.revisions(), "revision")
                            : "NO   " + String.join(", ", verdict.refusedFor()))
                    + "  " + Problem.oneLine(verdict.where()));
        }
        CommitRecord publication = verification.publication();
        if (publication != null) {
            out.println("version " + publication.version() + ", published " + publication.created() + ", fresh until "
                    + publication.expires());
        }
        String count = verification.findings().isEmpty()
                ? "nothing wrong"
                : RuleCounts.amount((int) verification.errors(), "error") + ", "
                        + RuleCounts.amount((int) verification.warnings(), "warning");
        out.println(Problem.oneLine(verification.site()) + ": " + RuleCounts.amount(verification.files(), "file") + ", "
                + count);
    }
}
