package io.github.orrery.publish;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Where a site is published to, as it is said on the command line.
 *
 * <pre>{@code
 * /srv/www/universe              a directory
 * s3://bucket/prefix             object storage
 * git:.#gh-pages                 a branch of a repository on this machine
 * git:git@github.com:me/x.git    the branch gh-pages of another repository
 * }</pre>
 */
public sealed interface Destination {
    /** A directory that a web server serves. */
    record Directory(Path path) implements Destination {}

    /** @param prefix empty, or ends in a slash */
    record ObjectStorage(String bucket, String prefix) implements Destination {}

    /** A branch that is replaced as a whole. */
    record Branch(String repository, String branch) implements Destination {}

    String DEFAULT_BRANCH = "gh-pages";
    Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    Pattern PREFIX = Pattern.compile("([A-Za-z0-9._@+=-]+/)*");
    Pattern REMOTE = Pattern.compile("[A-Za-z0-9._-]+@[A-Za-z0-9.-]+:.*");
    Pattern BRANCH = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._/-]{0,100}");

    /** @throws IllegalArgumentException whose message says what was expected */
    static Destination parse(String text) {
        if (text.startsWith("s3://")) {
            return objectStorage(text.substring("s3://".length()));
        }
        if (text.startsWith("git:")) {
            return branch(text.substring("git:".length()));
        }
        if (text.isEmpty()
                || text.contains("://")
                || text.startsWith("s3:")
                || REMOTE.matcher(text).matches()) {
            throw new IllegalArgumentException("expected a directory, s3://BUCKET/PREFIX or git:REPOSITORY#BRANCH");
        }
        try {
            return new Directory(Path.of(text));
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("cannot be a path here: " + e.getReason(), e);
        }
    }

    private static Destination objectStorage(String text) {
        int slash = text.indexOf('/');
        String bucket = slash < 0 ? text : text.substring(0, slash);
        String prefix = slash < 0 ? "" : text.substring(slash + 1);
        if (!prefix.isEmpty() && !prefix.endsWith("/")) {
            prefix += "/";
        }
        if (!BUCKET.matcher(bucket).matches()) {
            throw new IllegalArgumentException("expected s3://BUCKET/PREFIX with the name of a bucket");
        }
        if (!PREFIX.matcher(prefix).matches() || ("/" + prefix).contains("/../") || ("/" + prefix).contains("/./")) {
            throw new IllegalArgumentException(
                    "expected s3://BUCKET/PREFIX with a prefix of letters, digits and . _ @ + = -");
        }
        return new ObjectStorage(bucket, prefix);
    }

    private static Destination branch(String text) {
        int hash = text.lastIndexOf('#');
        String repository = hash < 0 ? text : text.substring(0, hash);
        String branch = hash < 0 ? DEFAULT_BRANCH : text.substring(hash + 1);
        if (!BRANCH.matcher(branch).matches() || branch.contains("..") || branch.endsWith(".lock")) {
            throw new IllegalArgumentException("expected git:REPOSITORY#BRANCH with the name of a branch");
        }
        if (repository.isEmpty() || repository.startsWith("-") || repository.contains("::")) {
            throw new IllegalArgumentException("expected git:REPOSITORY#BRANCH with a path or a URL (https or ssh)");
        }
        boolean isUrl = repository.contains("://");
        boolean isHttps = repository.startsWith("https://");
        boolean isSsh = repository.startsWith("ssh://") && !repository.startsWith("ssh://-");
        if (isUrl && !isHttps && !isSsh) {
            throw new IllegalArgumentException("expected git:REPOSITORY#BRANCH with a path or a URL (https or ssh)");
        }
        return new Branch(repository, branch);
    }
}
