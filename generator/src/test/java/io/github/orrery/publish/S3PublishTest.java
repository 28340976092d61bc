package io.github.orrery.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.orrery.json.Json;
import io.github.orrery.publication.PublishedFile;
import io.github.orrery.publication.Sha256;
import io.github.orrery.testing.Polling;
import io.github.orrery.testing.S3Server;
import io.github.orrery.testing.TinySite;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The publish protocol against a real S3 server. */
@Tag("s3")
class S3PublishTest extends PublicationContract {
    private boolean oneWriteAtATime;

    @Override
    Bucket place(String name) {
        S3Server server = S3Server.get();
        return oneWriteAtATime ? server.bucketOneWriteAtATime(name) : server.bucket(name);
    }

    @Override
    Polling.Host host(String name) {
        S3Server server = S3Server.get();
        return key -> {
            HttpResponse<byte[]> answer = server.fetch(name + "/" + key);
            return answer.statusCode() == 404
                    ? Optional.empty()
                    : Optional.of(new Polling.Answer(
                            answer.headers().firstValue("Content-Type").orElse(""),
                            answer.headers().firstValue("Content-Encoding").orElse(""),
                            answer::body));
        };
    }

    @Override
    int stride() {
        return 4; // in memory each request is tried, before and after
    }

    @Test
    @Override
    void ofTwoThatBeginTogetherEachVersionHasOneWinner() throws Exception {
        oneWriteAtATime = true;
        super.ofTwoThatBeginTogetherEachVersionHasOneWinner();
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
