package io.github.orrery.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.github.orrery.testing.S3Server;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("s3")
class S3BucketTest extends BucketContract {
    private static final AtomicInteger MADE = new AtomicInteger();

    @Override
    Bucket empty() {
        Bucket bucket = S3Server.get().bucketOneWriteAtATime("contract-" + MADE.incrementAndGet());
        return new RetryingBucket(bucket, PublishClock.ofMachine(), new Random(1));
    }

    @Override
    int many() {
        return 1005;
    }

    @Test
    void aBucketThatIsMissingIsSaid() throws IOException {
        try (Bucket bucket = S3Bucket.open(
                new Destination.ObjectStorage("no-such-bucket", ""),
                S3Server.get().endpoint())) {
            assertThatThrownBy(() -> bucket.list(""))
                    .isInstanceOf(BucketException.class)
                    .hasMessageStartingWith("s3://no-such-bucket: 404 NoSuchBucket");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "503, SlowDown, true",
        "500, InternalError, true",
        "409, ConditionalRequestConflict, true",
        "429, TooManyRequests, true",
        "400, RequestTimeout, true",
        "400, BadDigest, false",
        "403, AccessDenied, false",
        "403, RequestTimeTooSkewed, false",
        "501, NotImplemented, false",
        "301, PermanentRedirect, false"
    })
    void saysWhichFailuresPass(int status, String code, boolean passing) throws IOException {
        S3Server.get();
        String answer = "<Error><Code>" + code + "</Code><Message>said so</Message></Error>";
        answering(status, answer, bucket -> assertThatThrownBy(
                        () -> bucket.put("a", text("x"), ObjectHeaders.BY_HASH, WriteCondition.IF_ABSENT))
                .isInstanceOfSatisfying(
                        BucketException.class, e -> assertThat(e.isPassing()).isEqualTo(passing))
                .hasMessageContaining(status + " " + code + ": said so"));
    }

    @Test
    void anEndpointThatIsNoneOfS3IsSaid() throws IOException {
        S3Server.get();
        answering(200, "<html>hello</html>", bucket -> assertThatThrownBy(() -> bucket.list(""))
                .hasMessage("s3://bucket: what answers there is no object storage"));
    }

    @Test
    void anEndpointThatIsNotReachedMayBeLater() throws IOException {
        S3Server.get();
        URI nobody = URI.create("http://127.0.0.1:1");
        try (Bucket bucket = S3Bucket.open(new Destination.ObjectStorage("bucket", ""), nobody)) {
            assertThatThrownBy(() -> bucket.get("a"))
                    .isInstanceOfSatisfying(BucketException.class, e -> assertThat(e.isPassing())
                            .isTrue());
        }
    }

    private interface Use {
        void of(Bucket bucket) throws IOException;
    }

    private static void answering(int status, String body, Use use) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            byte[] bytes = body.getBytes(StandardCharsets.US_ASCII);
            exchange.getResponseHeaders().add("Content-Type", "application/xml");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        try (Bucket bucket = S3Bucket.open(new Destination.ObjectStorage("bucket", ""), endpoint)) {
            use.of(bucket);
        } finally {
            server.stop(0);
        }
    }
}
