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
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Clients that read a published {@link TinySite} over and over while others publish: each notes what it should never
 * have seen.
 */
public final class Polling implements AutoCloseable {
    /**
     * What a host answers.
     *
     * @param type null where the host's types are not the publisher's matter
     */
    public record Answer(@Nullable String type, String encoding, Body body) {}

    /** Bytes, compared by identity. */
    public interface Body {
        byte[] bytes() throws IOException;
    }

    /** Asks the host for a file. */
    public interface Host {
        Optional<Answer> get(String key) throws IOException;
    }

    private static final String HTML = "text/html;charset=utf-8";

    private static final Map<String, String> TYPES = Map.of(
            "repo-up-to-2.2.json",
            TinySite.TYPE,
            "2.2/package/kafka.json",
            TinySite.TYPE,
            "packages.tgz",
            "application/gzip",
            "index.html",
            HTML);

    private final Host host;
    private final List<Thread> clients = new ArrayList<>();
    private final ConcurrentLinkedQueue<String> faults = new ConcurrentLinkedQueue<>();
    private final AtomicIntegerArray rounds;
    private final AtomicInteger reads = new AtomicInteger();
    private final AtomicInteger mixes = new AtomicInteger();
    private volatile boolean isOver;

    private Polling(Host host, int clients) {
        this.host = host;
        this.rounds = new AtomicIntegerArray(clients);
    }

    /** Lets so many clients begin; the site must be there. */
    public static Polling begin(Host host, int clients) {
        Polling polling = new Polling(host, clients);
        for (int i = 0; i < clients; i++) {
            int me = i;
            Thread thread = new Thread(() -> polling.poll(me), "client");
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

    /** Waits until each client has ended a round of reading: so none is under way for longer than two publications. */
    public void awaitEach() {
        for (int client = 0; client < rounds.length(); client++) {
            int before = rounds.get(client);
            while (rounds.get(client) == before && clients.get(client).isAlive()) {
                LockSupport.parkNanos(50_000);
            }
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

    private void poll(int me) {
        Random random = new Random(me);
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
                readWhatFilesName(random);
                reads.incrementAndGet();
            } catch (IOException | RuntimeException e) {
                faults.add(e.toString());
            }
            rounds.incrementAndGet(me);
        }
    }

    private int readByName(String path, String type, Map<String, Integer> newest) throws IOException {
        Optional<Answer> answer = host.get(path);
        if (answer.isEmpty()) {
            faults.add(path + " is missing");
            return -1;
        }
        if (answer.get().type() != null && !answer.get().type().equals(type)) {
            faults.add(path + " has the type " + answer.get().type());
        }
        byte[] bytes = answer.get().body().bytes();
        int revisions = revisions(path, answer.get().encoding().equals("gzip") ? gunzip(bytes) : bytes);
        rise(path, revisions, newest);
        return revisions;
    }

    /** A page and a list by their names, and then what each of them names. */
    private void readWhatFilesName(Random random) throws IOException {
        String text = new String(whole("packages/kafka/index.html"), StandardCharsets.US_ASCII);
        int revisions = Integer.parseInt(text.replaceAll("[^0-9]", ""));
        whole("packages/kafka/revision-" + random.nextInt(revisions) + ".html");
        whole("packages/kafka/revision-" + (revisions - 1) + ".html");
        Answer list = host.get("site.json").orElseThrow(() -> new IOException("site.json is missing"));
        byte[] json = list.body().bytes();
        List<String> paths = new ArrayList<>();
        for (JsonNode file : Json.parseOwn(list.encoding().equals("gzip") ? gunzip(json) : json)
                .path("files")) {
            paths.add(file.path("path").asText());
        }
        for (int i = 0; i < 4; i++) {
            String path = paths.get(random.nextInt(paths.size()));
            Answer answer = host.get(path).orElseThrow(() -> new IOException(path + " is named and missing"));
            if (answer.type() != null
                    && path.endsWith(".html")
                    && !answer.type().equals(HTML)) {
                faults.add(path + " has the type " + answer.type());
            }
        }
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
            int revisions = 0;
            for (JsonNode revision : Json.parseOwn(bytes).path("packages")) {
                revisions += revision.path("name").asText().equals("kafka") ? 1 : 0;
            }
            return revisions;
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
