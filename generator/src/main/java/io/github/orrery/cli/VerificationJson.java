package io.github.orrery.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.orrery.json.Json;
import io.github.orrery.json.JsonText;
import io.github.orrery.publication.CommitRecord;
import io.github.orrery.verify.Finding;
import io.github.orrery.verify.Verdict;
import io.github.orrery.verify.Verification;
import java.io.PrintWriter;

/** Findings for programs: one JSON object on one line. */
final class VerificationJson {
    private VerificationJson() {}

    static void print(Verification verification, PrintWriter out) {
        out.println(JsonText.line(of(verification)));
    }

    static ObjectNode of(Verification verification) {
        ObjectNode document = Json.NODES.objectNode();
        document.put("schemaVersion", 1);
        document.put("site", verification.site());
        document.put("files", verification.files());
        document.put("errors", verification.errors());
        document.put("warnings", verification.warnings());
        ArrayNode findings = document.putArray("findings");
        for (Finding finding : verification.findings()) {
            ObjectNode node = findings.addObject();
            node.put("id", finding.fault().id());
            node.put("severity", finding.fault().gravity().word());
            node.put("where", finding.where());
            ArrayNode clients = node.putArray("clients");
            finding.clients().forEach(clients::add);
            node.put("message", finding.message());
            node.put("remedy", finding.remedy());
        }
        ArrayNode clients = document.putArray("clients");
        for (Verdict verdict : verification.verdicts()) {
            ObjectNode node = clients.addObject();
            node.put("client", verdict.client());
            node.put("where", verdict.where());
            node.put("usable", verdict.isUsable());
            node.put("packages", verdict.packages());
            node.put("revisions", verdict.revisions());
            ArrayNode refusedFor = node.putArray("refusedFor");
            verdict.refusedFor().forEach(refusedFor::add);
        }
        CommitRecord publication = verification.publication();
        if (publication != null) {
            ObjectNode node = document.putObject("publication");
            node.put("version", publication.version());
            node.put("created", publication.created().toString());
            node.put("expires", publication.expires().toString());
            node.put("manifest", publication.manifest().sha256());
        }
        return document;
    }
}
