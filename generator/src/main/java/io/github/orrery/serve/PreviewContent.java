package io.github.orrery.serve;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands in one or several files of a preview: pieces one after another, which files of several sites share, so
 * that an index costs no more than the list of its packages. Its sum is made when it is first asked for.
 */
public final class PreviewContent {
    private final List<byte[]> pieces;
    private final long size;
    private @Nullable String sha256;

    /** @param pieces never changed afterwards */
    public PreviewContent(List<byte[]> pieces) {
        this.pieces = List.copyOf(pieces);
        this.size = pieces.stream().mapToLong(piece -> piece.length).sum();
    }

    /** The pieces, in order; nobody changes them. */
    public List<byte[]> pieces() {
        return pieces;
    }

    /** In bytes. */
    public long size() {
        return size;
    }

    /** 64 lower-case hex digits. */
    public synchronized String sha256() {
        if (sha256 == null) {
            sha256 = sum();
        }
        return sha256;
    }

    /** All pieces as one array, for what is small. */
    public byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream((int) size);
        pieces.forEach(bytes::writeBytes);
        return bytes.toByteArray();
    }

    private String sum() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            pieces.forEach(digest::update);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
