package io.github.orrery.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** Collects findings from several threads; what several clients stumble over is one finding. */
final class Findings {
    private final TreeMap<Finding, TreeSet<String>> clientsOf = new TreeMap<>();

    /** Adds what is no matter of clients. */
    void add(Fault fault, String where, String message, String remedy) {
        add(fault, where, "", message, remedy);
    }

    /** @param client who stumbles over it; empty for nobody in particular */
    synchronized void add(Fault fault, String where, String client, String message, String remedy) {
        Finding finding = new Finding(fault, where, List.of(), message, remedy);
        TreeSet<String> clients = clientsOf.computeIfAbsent(finding, key -> new TreeSet<>(SiteNames.ORDER));
        if (!client.isEmpty()) {
            clients.add(client);
        }
    }

    void add(String where, String client, Refused refused) {
        add(refused.fault(), where, client, refused.says(), refused.remedy());
    }

    synchronized List<Finding> sorted() {
        List<Finding> sorted = new ArrayList<>(clientsOf.size());
        clientsOf.forEach((finding, clients) -> sorted.add(new Finding(
                finding.fault(), finding.where(), List.copyOf(clients), finding.message(), finding.remedy())));
        return sorted;
    }

    /** The ids of the faults for which a client refuses what stands there. */
    synchronized List<String> refusals(String where, String client) {
        return clientsOf.entrySet().stream()
                .filter(entry -> entry.getKey().fault().gravity() == Gravity.REFUSED
                        && entry.getKey().where().equals(where)
                        && (entry.getValue().contains(client)
                                || entry.getValue().isEmpty()))
                .map(entry -> entry.getKey().fault().id())
                .distinct()
                .toList();
    }
}
