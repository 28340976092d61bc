package io.github.orrery.cli;

import io.github.orrery.BuildOptions;
import io.github.orrery.BuildResult;
import io.github.orrery.BuildResult.ClusterIndex;
import io.github.orrery.BuildResult.FamilySize;
import java.io.PrintWriter;
import java.util.Locale;

/**
 * What a build says at its end: what the site takes, and how clusters come to use it.
 *
 * @param options what was asked for
 * @param result what was done
 */
record BuildSummary(BuildOptions options, BuildResult result) {
    void print(PrintWriter out) {
        int files = 0;
        long bytes = 0;
        for (FamilySize size : result.sizes()) {
            line(out, size.family().word(), size.files(), size.bytes());
            files += size.files();
            bytes += size.bytes();
        }
        line(out, "all", files, bytes);
        out.println();
        if (result.indexes().isEmpty()) {
            out.println("The site is in " + options.out() + ". It holds no index, so no cluster can add it.");
            return;
        }
        out.println("The site is in " + options.out() + ". Clusters add it with");
        for (ClusterIndex index : result.indexes()) {
            out.printf(
                    Locale.ROOT,
                    "  DC/OS %-7s dcos package repo add --index=0 orrery %s%s%n",
                    index.dcos(),
                    options.baseUrl() == null ? "https://HOST/" : options.baseUrl(),
                    index.path());
        }
        if (options.baseUrl() == null) {
            out.println("where https://HOST/ stands for the site's address (--base-url names it).");
        }
        out.println(
                "Clusters refuse a JSON index that comes without the Content-Type that its .content_type file names.");
    }

    private static void line(PrintWriter out, String what, int files, long bytes) {
        out.printf(Locale.ROOT, "%-10s %,7d file%s %,15d bytes%n", what, files, files == 1 ? " " : "s", bytes);
    }
}
