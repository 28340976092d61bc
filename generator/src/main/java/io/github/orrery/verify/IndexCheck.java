package io.github.orrery.verify;

import io.github.orrery.json.JsonFault;

/** Turns what an index holds into findings. */
final class IndexCheck {
    private static final String REBUILD = "build the site anew and publish it whole";

    private IndexCheck() {}

    static void report(IndexContent content, String where, String client, Findings findings) {
        JsonFault fault = content.fault();
        if (fault != null) {
            reportFault(fault, where, client, findings);
        }
        each(
                Fault.PACKAGE,
                content.undecodable(),
                where,
                client,
                findings,
                "correct the package and " + REBUILD + ": a cluster drops the whole repository for one package");
        each(
                Fault.NEWER_PACKAGE,
                content.tooNew(),
                where,
                client,
                findings,
                "serve the index of this version: " + REBUILD);
    }

    private static void reportFault(JsonFault fault, String where, String client, Findings findings) {
        String at = fault.offset() > 0 ? " (at character " + fault.offset() + ")" : "";
        if (fault.message().startsWith("begins with a byte-order mark")) {
            findings.add(Fault.BYTE_ORDER_MARK, where, client, fault.message(), "store the file without the mark");
        } else if (fault.message().startsWith("is empty")) {
            findings.add(Fault.EMPTY, where, client, "the body " + fault.message(), "upload the file again");
        } else {
            findings.add(
                    Fault.JSON, where, client, fault.message() + at, "upload the file again, byte by byte as built");
        }
    }

    private static void each(
            Fault fault, Shortened messages, String where, String client, Findings findings, String remedy) {
        messages.shown().forEach(message -> findings.add(fault, where, client, message, remedy));
        if (messages.more() > 0) {
            findings.add(fault, where, client, messages.more() + " more of them", remedy);
        }
    }
}
