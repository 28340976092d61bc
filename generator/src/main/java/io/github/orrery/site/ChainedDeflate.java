package io.github.orrery.site;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Compresses lists of texts that share their beginnings, each shared beginning once: a text is compressed with the 32
 * KiB before it as its dictionary, which is what a reader of the joined stream has at that place (RFC 1951, 2).
 *
 * <p>The indexes of different clusters hold mostly the same first revisions of a package, so of 61 MB that the real
 * Universe's indexes hold in different lists only 37 MB are compressed, and the result is 0.2 % larger.
 */
public final class ChainedDeflate {
    private static final class Node {
        private final IdentityHashMap<byte[], Node> next = new IdentityHashMap<>();
        private final byte[] deflated;

        Node(byte[] deflated) {
            this.deflated = deflated;
        }
    }

    private final byte[] separator;
    private final Node root = new Node(new byte[0]);
    private final Cores cores;

    /** @param separator stands between the texts of a list */
    public ChainedDeflate(byte[] separator, Cores cores) {
        this.separator = separator;
        this.cores = cores;
    }

    /** The texts joined; texts are told apart by identity, so equal ones should be the same array. */
    public DeflatedPart join(List<byte[]> texts) {
        List<byte[]> plain = new ArrayList<>(2 * texts.size());
        for (byte[] text : texts) {
            if (!plain.isEmpty()) {
                plain.add(separator);
            }
            plain.add(text);
        }
        List<byte[]> deflated = new ArrayList<>(texts.size());
        Node node = root;
        for (byte[] text : texts) {
            Node known = node.next.get(text);
            if (known == null) {
                break;
            }
            deflated.add(known.deflated);
            node = known;
        }
        for (byte[] fresh : deflated(plain, deflated.size(), texts.size())) {
            Node child = new Node(fresh);
            node.next.put(texts.get(deflated.size()), child);
            deflated.add(fresh);
            node = child;
        }
        return DeflatedPart.joined(plain, deflated);
    }

    /** Those texts compressed, each with the separator before it; none needs another one's result. */
    private List<byte[]> deflated(List<byte[]> plain, int from, int to) {
        IntStream indices = IntStream.range(from, to);
        return (cores == Cores.ALL ? indices.parallel() : indices)
                .mapToObj(i -> {
                    int begin = Math.max(0, 2 * i - 1);
                    return DeflatedPart.deflateAfter(plain.subList(0, begin), plain.subList(begin, 2 * i + 1));
                })
                .toList();
    }
}
