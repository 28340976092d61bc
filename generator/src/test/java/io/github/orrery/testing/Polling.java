package io.github.orrery.testing;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.orrery.json.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;

/**
 * Clients that read a published {@link TinySite} over and over while others publish: each notes what it should never
 * have seen.
 */
public final class Polling implements AutoCloseable {
    /** What a host answers. */
    public record Answer(String type, String encoding, Body body) {}

    /** Bytes, compared by identity. */
    public interface Body {
        byte[] bytes() throws IOException;
    }

    /** Asks the host for a file. */
    public interface Host {
        Optional<Answer> get(String key) throws IOException;
    }

    private static final Map<String, String> TYPES = Map.of(
            "repo-up-to-2.2.json",
            TinySite.TYPE,
            "2.2/package/kafka.json",
            TinySite.TYPE,
            "packages.tgz",
            "application/gzip",
            "index.html",
            "text/html;charset=utf-8");

    private final Host host;
    private final List<Thread> clients = new ArrayList<>();
    private final ConcurrentLinkedQueue<String> faults = new ConcurrentLinkedQueue<>();
    private final AtomicInteger reads = new AtomicInteger();
    private final AtomicInteger mixes = new AtomicInteger();
    private volatile boolean isOver;

    private Polling(Host host) {
        this.host = host;
    }

    /** Lets so many clients begin; the site must be there. */
    public static Polling begin(Host host, int clients) {
        Polling polling = new Polling(host);
        for (int i = 0; i < clients; i++) {
            Thread thread = new Thread(polling::poll, "client");
            thread.setDaemon(true);
            polling.clients.add(thread);
            thread.start();
        }
        return polling;
    }

    /** What clients saw and should not have. */
    public List<String> faults() {
        return List.copyOf(new TreeSet<>(faults));
    }

    /** How many whole rounds of reading there were. */
    public int reads() {
        return reads.get();
    }

    /** How often files that were read under their names one after another did not agree. */
    public int mixes() {
        return mixes.get();
    }

    /** Waits until the clients have read so many rounds. */
    public void awaitReads(int wanted) {
        while (reads.get() < wanted && clients.stream().anyMatch(Thread::isAlive)) {
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() {
        isOver = true;
        try {
            for (Thread client : clients) {
                client.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void poll() {
        Map<String, Integer> newest = new HashMap<>();
        while (!isOver) {
            try {
                TreeSet<Integer> seen = new TreeSet<>();
                for (Map.Entry<String, String> file : TYPES.entrySet()) {
                    seen.add(readByName(file.getKey(), file.getValue(), newest));
                }
                if (seen.size() > 1) {
                    mixes.incrementAndGet();
                }
                readThroughTheRecord(newest);
                reads.incrementAndGet();
            } catch (IOException | RuntimeException e) {
                faults.add(e.toString());
            }
        }
    }

    private int readByName(String path, String type, Map<String, Integer> newest) throws IOException {
        Optional<Answer> answer = host.get(path);
        if (answer.isEmpty()) {
            faults.add(path + " is missing");
            return -1;
        }
        if (!answer.get().type().equals(type)) {
            faults.add(path + " has the type " + answer.get().type());
        }
        byte[] bytes = answer.get().body().bytes();
        int revisions = revisions(path, answer.get().encoding().equals("gzip") ? gunzip(bytes) : bytes);
        rise(path, revisions, newest);
        return revisions;
    }

    private void readThroughTheRecord(Map<String, Integer> newest) throws IOException {
        JsonNode record = Json.parseOwn(whole("timestamp.json"));
        rise("version", Integer.parseInt(record.path("version").asText()), newest);
        JsonNode files = Json.parseOwn(
                        whole("manifest/" + record.at("/manifest/sha256").asText() + ".json"))
                .path("files");
        TreeSet<Integer> agreed = new TreeSet<>();
        for (String path : TYPES.keySet()) {
            JsonNode file = files.path(path);
            boolean compressed = file.has("gzip");
            String sum = (compressed ? file.path("gzip") : file).path("sha256").asText();
            byte[] bytes = whole("by-hash/sha256/" + sum.substring(0, 2) + "/" + sum);
            agreed.add(revisions(path, compressed ? gunzip(bytes) : bytes));
        }
        if (agreed.size() != 1) {
            faults.add("read through the record, files disagree: " + agreed);
        }
    }

    private byte[] whole(String key) throws IOException {
        return host.get(key)
                .orElseThrow(() -> new IOException(key + " is named and missing"))
                .body()
                .bytes();
    }

    private void rise(String what, int now, Map<String, Integer> newest) {
        if (now < newest.getOrDefault(what, 0)) {
            faults.add(what + " went back from " + newest.get(what) + " to " + now);
        }
        newest.put(what, now);
    }

    /** How many revisions a file speaks of; where it is not whole this fails. */
    private static int revisions(String path, byte[] bytes) {
        String text = new String(bytes, StandardCharsets.US_ASCII);
        if (path.endsWith(".json")) {
            return Json.parseOwn(bytes).path("packages").size();
        }
        if (path.endsWith(".html")) {
            return Integer.parseInt(text.substring("<h1>".length(), text.length() - "</h1>".length()));
        }
        return Integer.parseInt(text.substring("archive ".length()));
    }

    private static byte[] gunzip(byte[] bytes) throws IOException {
        return new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes();
    }
}
