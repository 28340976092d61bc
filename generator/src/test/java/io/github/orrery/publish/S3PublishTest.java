package io.github.orrery.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.orrery.json.Json;
import io.github.orrery.publication.PublishedFile;
import io.github.orrery.publication.Sha256;
import io.github.orrery.testing.FakeClock;
import io.github.orrery.testing.FaultyBucket;
import io.github.orrery.testing.PublishedState;
import io.github.orrery.testing.S3Server;
import io.github.orrery.testing.TinySite;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The publish protocol against a real S3 server. */
@Tag("s3")
class S3PublishTest {
    private static final PublishOptions ONE_AT_A_TIME = new PublishOptions(false, false, false, false, 1);

    @TempDir
    Path directory;

    private final FakeClock clock = new FakeClock();

    @Test
    void leavesAWholePublicationWhereverItIsKilled() throws Exception {
        LocalSite first = TinySite.of(directory.resolve("first"), 1);
        LocalSite second = TinySite.of(directory.resolve("second"), 2);
        int requests = 0;
        try (Bucket bucket = S3Server.get().bucket("count")) {
            publisher(bucket).publish(first);
            FaultyBucket counting = FaultyBucket.dyingAt(bucket, Integer.MAX_VALUE, true);
            publisher(counting).publish(second);
            requests = counting.requests();
        }
        for (int k = 0; k < requests; k++) {
            try (Bucket bucket = S3Server.get().bucket("killed-" + k)) {
                publisher(bucket).publish(first);
                try {
                    publisher(FaultyBucket.dyingAt(bucket, k, k % 2 == 0)).publish(second);
                } catch (FaultyBucket.Killed killed) {
                    assertThat(PublishedState.through(bucket).version()).isIn(1L, 2L);
                }
                publisher(bucket).publish(second);
                PublishedState end = PublishedState.through(bucket);
                assertThat(end.version()).as("killed at %s", k).isEqualTo(2);
                assertThat(PublishedState.underNames(bucket)).isEqualTo(end.files());
            }
        }
    }

    @Test
    void whoPublishesInBetweenWins() throws Exception {
        LocalSite first = TinySite.of(directory.resolve("first"), 1);
        LocalSite second = TinySite.of(directory.resolve("second"), 2);
        LocalSite third = TinySite.of(directory.resolve("third"), 3);
        try (Bucket bucket = S3Server.get().bucket("race")) {
            publisher(bucket).publish(first);
            AtomicInteger manifests = new AtomicInteger();
            FaultyBucket overtaken = new FaultyBucket(bucket, new FaultyBucket.Fault() {
                @Override
                public void before(int request, String key) throws IOException {
                    if (key.startsWith("manifest/") && manifests.incrementAndGet() == 2) { // read first, written later
                        clock.pause(Lease.LIFE);
                        publishInBetween(bucket, third);
                    }
                }

                @Override
                public void after(int request, String key) {
                    // only what comes before matters
                }
            });

            assertThatThrownBy(() -> publisher(overtaken).publish(second)).isInstanceOf(LostRaceException.class);
            assertThat(PublishedState.through(bucket).version()).isEqualTo(2);
            assertThat(PublishedState.through(bucket).files()).containsEntry("index.html", "<h1>3</h1>");
            assertThat(PublishedState.underNames(bucket))
                    .isEqualTo(PublishedState.through(bucket).files());
        }
    }

    private void publishInBetween(Bucket bucket, LocalSite site) throws IOException {
        try {
            publisher(bucket).publish(site);
        } catch (PublishRefusedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theCommandLineOfTheStoreReadsTypesEncodingsAndSums() throws Exception {
        S3Server server = S3Server.get();
        Assumptions.assumeTrue(commandLineOfTheStore().isPresent(), "no aws command on this machine (Debian: awscli)");
        LocalSite site = TinySite.of(directory.resolve("site"), 3);
        try (Bucket bucket = server.bucket("aws")) {
            new Publisher(bucket, PublishOptions.DEFAULT, clock, new Random(1), (phase, done, total) -> {})
                    .publish(site);
        }
        Path copy = directory.resolve("copy");
        aws(server, "s3", "cp", "--quiet", "--recursive", "s3://" + S3Server.BUCKET + "/aws/", copy.toString());
        for (Map.Entry<String, PublishedFile> file :
                site.filesStoredCompressed().entrySet()) {
            JsonNode head = Json.parseOwn(aws(
                            server,
                            "s3api",
                            "head-object",
                            "--output=json",
                            "--bucket",
                            S3Server.BUCKET,
                            "--key",
                            "aws/" + file.getKey())
                    .getBytes(StandardCharsets.UTF_8));
            boolean compressed = file.getValue().gzip() != null;
            assertThat(head.path("ContentType").asText())
                    .as(file.getKey())
                    .isEqualTo(file.getValue().type());
            assertThat(head.path("CacheControl").asText())
                    .isEqualTo(file.getValue().cache());
            assertThat(head.path("ContentEncoding").asText()).isEqualTo(compressed ? "gzip" : "");
            byte[] bytes = Files.readAllBytes(copy.resolve(file.getKey()));
            assertThat(Sha256.of(compressed ? gunzip(bytes) : bytes))
                    .as(file.getKey())
                    .isEqualTo(file.getValue().content().sha256());
        }
    }

    private Publisher publisher(Bucket bucket) {
        return new Publisher(bucket, ONE_AT_A_TIME, clock, new Random(1), (phase, done, total) -> {});
    }

    private static byte[] gunzip(byte[] bytes) throws IOException {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return in.readAllBytes();
        }
    }

    /** The distribution's own before any other. */
    private static Optional<Path> commandLineOfTheStore() {
        Stream<String> directories = Stream.of(System.getenv("PATH").split(File.pathSeparator, -1));
        return Stream.concat(Stream.of("/usr/bin"), directories)
                .map(directory -> Path.of(directory, "aws"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private String aws(S3Server server, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                commandLineOfTheStore().orElseThrow().toString(),
                "--endpoint-url",
                server.endpoint().toString(),
                "--region",
                "us-east-1"));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("AWS_ACCESS_KEY_ID", System.getProperty("aws.accessKeyId"));
        builder.environment().put("AWS_SECRET_ACCESS_KEY", System.getProperty("aws.secretAccessKey"));
        builder.redirectError(directory.resolve("aws-errors").toFile());
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor())
                .as(String.join(" ", command) + ": " + Files.readString(directory.resolve("aws-errors")))
                .isZero();
        return out;
    }
}
