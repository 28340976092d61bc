package io.github.orrery.testing;

import io.github.orrery.publish.Bucket;
import io.github.orrery.publish.Destination;
import io.github.orrery.publish.S3Bucket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Assumptions;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * A real S3 server on loopback, which ends with the tests. It needs its libraries:
 * {@code mvn -f generator/src/test/s3-server/pom.xml package}; tests that want it are skipped where they are not there.
 */
public final class S3Server {
    /** The bucket that it has. */
    public static final String BUCKET = "universe";

    private static final Path LIBRARIES = Path.of("src/test/s3-server/target/lib");
    private static final List<String> CREDENTIALS = List.of("test", "test-secret");

    private static S3Server running;

    private final URI endpoint;
    private final S3Presigner presigner;
    private final HttpClient client = HttpClient.newHttpClient();

    private S3Server(URI endpoint) {
        this.endpoint = endpoint;
        this.presigner = S3Presigner.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .build();
    }

    /** The one server of this test run, started when first asked for; the calling test is skipped without libraries. */
    public static synchronized S3Server get() {
        Assumptions.assumeTrue(
                Files.isDirectory(LIBRARIES),
                "no S3 server: mvn -f generator/src/test/s3-server/pom.xml package fetches it");
        if (running == null) {
            System.setProperty("aws.accessKeyId", CREDENTIALS.get(0));
            System.setProperty("aws.secretAccessKey", CREDENTIALS.get(1));
            System.setProperty("aws.region", "us-east-1");
            try {
                running = start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return running;
    }

    public URI endpoint() {
        return endpoint;
    }

    /** The bucket, below a prefix of the test's own. */
    public S3Bucket bucket(String prefix) {
        return S3Bucket.open(new Destination.ObjectStorage(BUCKET, prefix + "/"), endpoint);
    }

    /**
     * The same, whose writes reach the server one after the other: it looks and writes in two steps, so that of
     * conditional writes at the same moment several would win, as with no storage that keeps its word.
     */
    public Bucket bucketOneWriteAtATime(String prefix) {
        S3Bucket bucket = bucket(prefix);
        return (Bucket) Proxy.newProxyInstance(
                S3Server.class.getClassLoader(), new Class<?>[] {Bucket.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("put")) {
                        synchronized (this) {
                            return invoke(bucket, method, arguments);
                        }
                    }
                    return invoke(bucket, method, arguments);
                });
    }

    private static Object invoke(Bucket bucket, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(bucket, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** What a browser or a cluster is served, as it comes over the line. */
    public HttpResponse<byte[]> fetch(String key) throws IOException {
        URI address = URI.create(presigner
                .presignGetObject(request -> request.signatureDuration(Duration.ofMinutes(5))
                        .getObjectRequest(object -> object.bucket(BUCKET).key(key)))
                .url()
                .toString());
        try {
            return client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static S3Server start() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        URI endpoint = URI.create("http://127.0.0.1:" + port);
        Path directory = Files.createTempDirectory("orrery-s3");
        Path properties = directory.resolve("s3proxy.properties");
        Files.writeString(
                properties,
                "s3proxy.endpoint=" + endpoint
                        + "\ns3proxy.authorization=aws-v2-or-v4\ns3proxy.identity=" + CREDENTIALS.get(0)
                        + "\ns3proxy.credential=" + CREDENTIALS.get(1)
                        + "\njclouds.provider=transient-nio2\njclouds.identity=x\njclouds.credential=x\n");
        Path quiet = directory.resolve("logback.xml");
        Files.writeString(quiet, "<configuration/>", StandardCharsets.UTF_8);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-Dlogback.configurationFile=" + quiet,
                        "-cp",
                        LIBRARIES.toAbsolutePath() + "/*",
                        "org.gaul.s3proxy.Main",
                        "--properties",
                        properties.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        makeBucket(endpoint, process, directory.resolve("log"));
        return new S3Server(endpoint);
    }

    private static void makeBucket(URI endpoint, Process process, Path log) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        try (S3Client client = S3Client.builder()
                .endpointOverride(endpoint)
                .forcePathStyle(true)
                .region(Region.US_EAST_1)
                .httpClient(UrlConnectionHttpClient.create())
                .build()) {
            while (true) {
                try {
                    client.createBucket(request -> request.bucket(BUCKET));
                    return;
                } catch (SdkException e) {
                    if (!process.isAlive() || System.nanoTime() > deadline) {
                        throw new IOException("the S3 server does not start: " + Files.readString(log), e);
                    }
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
                }
            }
        }
    }
}
