package io.github.orrery.serve;

import io.github.orrery.publication.Sha256;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.util.List;

/**
 * What stands in one or several files of a preview: pieces one after another, which files of several sites share, so
 * that an index costs no more than the list of its packages. It may be made when it is first asked for, as its sum is.
 */
public final class PreviewContent {
    private final Once<List<byte[]>> pieces;
    private final Once<String> sha256 = new Once<>(this::sum);

    /** @param pieces never changed afterwards */
    public PreviewContent(List<byte[]> pieces) {
        this(new Once<>(() -> List.copyOf(pieces)));
    }

    PreviewContent(Once<List<byte[]>> pieces) {
        this.pieces = pieces;
    }

    /** What is read from another content when it is first asked for. */
    public static PreviewContent later(Once.Making<PreviewContent> making) {
        return new PreviewContent(new Once<>(() -> making.make().pieces()));
    }

    /**
     * The pieces, in order; nobody changes them.
     *
     * @throws UnmadeException where they cannot be made
     */
    public List<byte[]> pieces() {
        try {
            return pieces.get();
        } catch (UnmadeException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new UnmadeException(e);
        }
    }

    /** In bytes. */
    public long size() {
        return pieces().stream().mapToLong(piece -> piece.length).sum();
    }

    /** 64 lower-case hex digits. */
    public String sha256() {
        return sha256.get();
    }

    /** All pieces as one array, for what is small. */
    public byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream((int) size());
        pieces().forEach(bytes::writeBytes);
        return bytes.toByteArray();
    }

    private String sum() {
        MessageDigest digest = Sha256.digest();
        pieces().forEach(digest::update);
        return Sha256.hex(digest.digest());
    }
}
