package io.github.orrery.publish;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Object storage that speaks the protocol of S3: Amazon's or any other endpoint. Credentials and region come from where
 * every tool for S3 looks for them: environment, profile files, the machine's role.
 */
public final class S3Bucket implements Bucket {
    private static final String SHA256 = "sha256";
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration IDLE = Duration.ofSeconds(30);

    private final S3Client client;
    private final String bucket;
    private final String prefix;

    private S3Bucket(S3Client client, Destination.ObjectStorage destination) {
        this.client = client;
        this.bucket = destination.bucket();
        this.prefix = destination.prefix();
    }

    /**
     * Opens a bucket; no request is made before the first is asked for.
     *
     * @param endpoint the endpoint; null for Amazon's, or the one that environment or profile name
     */
    public static S3Bucket open(Destination.ObjectStorage destination, @Nullable URI endpoint) {
        S3ClientBuilder builder = S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT)
                        .socketTimeout(IDLE))
                // Retries are RetryingBucket's: it knows what an attempt may have left behind.
                .overrideConfiguration(configuration -> configuration.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                // Contents are small and mostly wanted: asking first would only cost time.
                .serviceConfiguration(
                        S3Configuration.builder().expectContinueEnabled(false).build())
                // Other endpoints may not know the newer checksums; ours are sent where we want them.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
        if (endpoint != null) {
            builder.endpointOverride(endpoint).forcePathStyle(true);
            if (System.getenv("AWS_REGION") == null && System.getenv("AWS_DEFAULT_REGION") == null) {
                builder.region(Region.US_EAST_1);
            }
        }
        try {
            return new S3Bucket(builder.build(), destination);
        } catch (SdkException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    @Override
    public SortedMap<String, Listed> list(String below) throws IOException {
        SortedMap<String, Listed> listed = new TreeMap<>();
        String token = null;
        do {
            String next = token;
            ListObjectsV2Response page = calling(
                    below,
                    () -> client.listObjectsV2(request ->
                            request.bucket(bucket).prefix(prefix + below).continuationToken(next)));
            if (page.name() == null) {
                throw new BucketException(name() + ": what answers there is no object storage", false);
            }
            for (S3Object object : page.contents()) {
                listed.put(object.key().substring(prefix.length()), new Listed(object.size(), object.lastModified()));
            }
            token = Boolean.TRUE.equals(page.isTruncated()) ? page.nextContinuationToken() : null;
        } while (token != null);
        return listed;
    }

    @Override
    public Optional<Stored> get(String key) throws IOException {
        try {
            return calling(key, () -> {
                var response = client.getObjectAsBytes(
                        request -> request.bucket(bucket).key(prefix + key));
                GetObjectResponse about = response.response();
                return Optional.of(new Stored(response.asByteArrayUnsafe(), about.eTag()));
            });
        } catch (NotThere e) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<Head> head(String key) throws IOException {
        try {
            HeadObjectResponse head = calling(
                    key,
                    () -> client.headObject(request -> request.bucket(bucket).key(prefix + key)));
            return Optional.of(new Head(
                    head.contentLength(),
                    head.eTag(),
                    head.metadata().get(SHA256),
                    new ObjectHeaders(
                            String.valueOf(head.contentType()),
                            String.valueOf(head.cacheControl()),
                            head.contentEncoding() == null
                                            || head.contentEncoding().isEmpty()
                                    ? null
                                    : head.contentEncoding())));
        } catch (NotThere e) {
            return Optional.empty();
        }
    }

    @Override
    public String put(String key, ObjectContent content, ObjectHeaders headers, WriteCondition condition)
            throws IOException {
        PutObjectRequest.Builder request = PutObjectRequest.builder()
                .bucket(bucket)
                .key(prefix + key)
                .contentType(headers.contentType())
                .cacheControl(headers.cacheControl())
                .contentEncoding(headers.contentEncoding())
                .contentLength(content.size())
                .checksumSHA256(base64(content.sha256()))
                .metadata(Map.of(SHA256, content.sha256()));
        if (condition instanceof WriteCondition.IfAbsent) {
            request.ifNoneMatch("*");
        } else if (condition instanceof WriteCondition.IfMatch match) {
            request.ifMatch(match.etag());
        }
        RequestBody body = RequestBody.fromContentProvider(
                () -> {
                    try {
                        return content.open();
                    } catch (IOException e) {
                        throw SdkClientException.create(e.getMessage(), e);
                    }
                },
                content.size(),
                headers.contentType());
        try {
            return calling(key, () -> client.putObject(request.build(), body)).eTag();
        } catch (NotThere e) {
            throw new ConditionFailedException(key); // what was to be matched is gone
        }
    }

    @Override
    public void copy(String from, String to, ObjectHeaders headers) throws IOException {
        String sha256 = from.substring(from.lastIndexOf('/') + 1);
        calling(
                to,
                () -> client.copyObject(request -> request.sourceBucket(bucket)
                        .sourceKey(prefix + from)
                        .destinationBucket(bucket)
                        .destinationKey(prefix + to)
                        .metadataDirective(MetadataDirective.REPLACE)
                        .metadata(Map.of(SHA256, sha256))
                        .contentType(headers.contentType())
                        .cacheControl(headers.cacheControl())
                        .contentEncoding(headers.contentEncoding())));
    }

    @Override
    public void delete(String key) throws IOException {
        calling(key, () -> client.deleteObject(request -> request.bucket(bucket).key(prefix + key)));
    }

    @Override
    public boolean keepsHeaders() {
        return true;
    }

    @Override
    public String name() {
        return "s3://" + bucket + (prefix.isEmpty() ? "" : "/" + prefix.substring(0, prefix.length() - 1));
    }

    @Override
    public void close() {
        client.close();
    }

    private interface Call<T> {
        T run() throws IOException;
    }

    /** There is no object of that key. */
    private static final class NotThere extends IOException {
        private static final long serialVersionUID = 1L;

        NotThere(String message) {
            super(message);
        }
    }

    private <T> T calling(String key, Call<T> call) throws IOException {
        try {
            return call.run();
        } catch (S3Exception e) {
            throw inWords(key, e);
        } catch (SdkException e) {
            if (String.valueOf(e.getMessage()).startsWith("Unable to load credentials")) {
                throw new BucketException(
                        name() + ": no credentials: neither the environment (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY)"
                                + " nor ~/.aws nor the machine's role has any",
                        false,
                        e);
            }
            // No answer, or one that is none of S3's: the request may have happened.
            throw new BucketException(at(key) + ": " + e.getMessage(), e.retryable() || isOfNetwork(e), e);
        }
    }

    private IOException inWords(String key, S3Exception e) {
        AwsErrorDetails details = e.awsErrorDetails();
        String code = details == null || details.errorCode() == null ? "" : details.errorCode();
        int status = e.statusCode();
        if (status == 412) {
            return new ConditionFailedException(key);
        }
        if (status == 404 && !code.equals("NoSuchBucket")) {
            return new NotThere(name() + ": " + key + ": there is no such object");
        }
        String said = details == null || details.errorMessage() == null ? "" : ": " + details.errorMessage();
        String message = String.format(Locale.ROOT, "%s: %d %s%s", at(key), status, code, said);
        if (code.equals("RequestTimeTooSkewed")) {
            message += " (the clock of this machine is wrong)";
        }
        boolean passing = (status >= 500 && status != 501)
                || status == 429
                || status == 408
                || status == 409
                || code.equals("RequestTimeout")
                || code.equals("SlowDown");
        return new BucketException(message, passing, e);
    }

    private String at(String key) {
        return key.isEmpty() ? name() : name() + ": " + key;
    }

    private static boolean isOfNetwork(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                return true;
            }
        }
        return false;
    }

    private static String base64(String sha256) {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(sha256));
    }
}
