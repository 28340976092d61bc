package io.github.orrery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.orrery.json.Json;
import io.github.orrery.json.JsonDocument;
import io.github.orrery.json.JsonFault;
import io.github.orrery.json.JsonLimits;
import io.github.orrery.json.JsonText;
import io.github.orrery.json.SourcePosition;
import io.github.orrery.problem.Location;
import io.github.orrery.problem.Problem;
import io.github.orrery.problem.Problems;
import io.github.orrery.publication.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The warnings of a repository that its keepers have accepted: the file {@code .orrery-baseline.json} beside the
 * packages. Errors are never accepted, since an error is what a cluster, the format or safe processing refuses.
 *
 * @param entries sorted, each once
 */
public record Baseline(NavigableSet<Entry> entries) {
    /** The file's name in the repository directory. */
    public static final String FILE = ".orrery-baseline.json";

    /** Accepts nothing. */
    public static final Baseline NONE = new Baseline(new TreeSet<>());

    /**
     * One accepted problem. Lines are left out of it, so that it stays accepted when other lines of its file move.
     *
     * @param rule the rule's id
     * @param file path below the repository
     * @param pointer JSON Pointer of the value; empty for the file
     * @param fingerprint of the message: 16 hex digits
     */
    public record Entry(String file, String pointer, String rule, String fingerprint) implements Comparable<Entry> {
        static Entry of(Problem problem) {
            return new Entry(
                    problem.location().file(),
                    problem.location().pointer(),
                    problem.ruleId(),
                    Baseline.fingerprint(problem.message()));
        }

        @Override
        public int compareTo(Entry other) {
            int order = file.compareTo(other.file);
            order = order != 0 ? order : pointer.compareTo(other.pointer);
            order = order != 0 ? order : rule.compareTo(other.rule);
            return order != 0 ? order : fingerprint.compareTo(other.fingerprint);
        }
    }

    private static final JsonLimits LIMITS = new JsonLimits(64 * 1024 * 1024, 8, 64);
    private static final Pattern PLACE = Pattern.compile("\\b(line|column) [0-9]+|:[0-9]+(:[0-9]+)?\\b");
    private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{16}");

    public Baseline {
        entries = Collections.unmodifiableNavigableSet(new TreeSet<>(entries));
    }

    /** The warnings among these problems, as accepted ones. */
    public static Baseline of(List<Problem> problems) {
        NavigableSet<Entry> entries = new TreeSet<>();
        problems.stream().filter(p -> !p.isError()).map(Entry::of).forEach(entries::add);
        return new Baseline(entries);
    }

    /** Reads a repository's baseline; accepts nothing where there is none, or where it is damaged, which is a problem. */
    public static Baseline read(Path repo, Problems problems) throws IOException {
        Path file = repo.resolve(FILE);
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return NONE;
        }
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            problems.error("baseline-format", Location.of(FILE), "is no regular file, expected a JSON file");
            return NONE;
        }
        if (Files.size(file) > LIMITS.bytes()) {
            problems.error(
                    "baseline-format",
                    Location.of(FILE),
                    "is " + Files.size(file) + " bytes long, expected at most " + LIMITS.bytes() + " bytes");
            return NONE;
        }
        byte[] text = Files.readAllBytes(file);
        Json.Result result = Json.read(text, LIMITS);
        if (result instanceof Json.Result.Read read) {
            return entries(read.document(), problems);
        }
        JsonFault fault = ((Json.Result.Refused) result).fault();
        problems.error(
                "baseline-format", SourcePosition.of(text, fault.offset()).in(FILE, ""), fault.message());
        return NONE;
    }

    private static Baseline entries(JsonDocument document, Problems problems) {
        JsonNode accepted = document.root().path("accepted");
        if (!document.root().path("schemaVersion").asText().equals("1") || !accepted.isArray()) {
            problems.error(
                    "baseline-format",
                    document.at(FILE, ""),
                    "expected an object with \"schemaVersion\" 1 and a list \"accepted\""
                            + " (orrery check --write-baseline makes it)");
            return NONE;
        }
        NavigableSet<Entry> entries = new TreeSet<>();
        for (int i = 0; i < accepted.size(); i++) {
            JsonNode entry = accepted.get(i);
            if (!entry.path("file").isTextual()
                    || !entry.path("pointer").isTextual()
                    || !entry.path("rule").isTextual()
                    || !FINGERPRINT.matcher(entry.path("fingerprint").asText()).matches()) {
                problems.error(
                        "baseline-format",
                        document.at(FILE, "/accepted/" + i),
                        "expected an object with the texts \"file\", \"pointer\", \"rule\" and \"fingerprint\""
                                + " (16 hex digits)");
                continue;
            }
            entries.add(new Entry(
                    entry.path("file").textValue(),
                    entry.path("pointer").textValue(),
                    entry.path("rule").textValue(),
                    entry.path("fingerprint").textValue()));
        }
        return new Baseline(entries);
    }

    /** Whether the problem is a warning that stands in this baseline. */
    public boolean accepts(Problem problem) {
        return !entries.isEmpty() && !problem.isError() && entries.contains(Entry.of(problem));
    }

    /** Replaces a repository's baseline, wholly or not at all. */
    public void write(Path repo) throws IOException {
        Path next = repo.resolve(FILE + ".new");
        Files.deleteIfExists(next);
        try (FileChannel channel = FileChannel.open(next, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer text = StandardCharsets.UTF_8.encode(text());
            while (text.hasRemaining()) {
                channel.write(text);
            }
            channel.force(true);
        }
        Files.move(next, repo.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
    }

    /** The file's text: one entry a line, so that version control shows what came and went. */
    String text() {
        StringBuilder text = new StringBuilder("{\n  \"schemaVersion\": 1,\n  \"accepted\": [");
        String separator = "\n    ";
        for (Entry entry : entries) {
            ObjectNode node = Json.NODES.objectNode();
            node.put("rule", entry.rule());
            node.put("file", entry.file());
            node.put("pointer", entry.pointer());
            node.put("fingerprint", entry.fingerprint());
            text.append(separator).append(new String(JsonText.spaced(node), StandardCharsets.US_ASCII));
            separator = ",\n    ";
        }
        return text.append(entries.isEmpty() ? "]\n}\n" : "\n  ]\n}\n").toString();
    }

    /** 16 hex digits of the message's SHA-256, its line and column numbers left out. */
    public static String fingerprint(String message) {
        String stable = PLACE.matcher(message).replaceAll("#");
        return Sha256.of(stable.getBytes(StandardCharsets.UTF_8)).substring(0, 16);
    }
}
