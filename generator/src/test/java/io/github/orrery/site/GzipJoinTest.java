package io.github.orrery.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GzipJoinTest {
    @Test
    void manyPartsAreOneMemberThatEveryReaderReads() throws Exception {
        Random random = new Random(1952);
        for (int round = 0; round < 200; round++) {
            List<DeflatedPart> parts = new ArrayList<>();
            ByteArrayOutputStream plain = new ByteArrayOutputStream();
            for (int n = random.nextInt(30); n > 0; n--) {
                byte[] bytes = bytes(random);
                plain.write(bytes);
                parts.add(
                        bytes.length < 60_000 && random.nextBoolean()
                                ? DeflatedPart.stored(bytes)
                                : DeflatedPart.of(bytes));
            }

            byte[] gzip = GzipJoin.of(parts);

            assertThat(gunzipOneMember(gzip)).as("round " + round).isEqualTo(plain.toByteArray());
            assertThat(new GZIPInputStream(new ByteArrayInputStream(gzip)).readAllBytes())
                    .isEqualTo(plain.toByteArray());
            assertThat(streamed(parts)).isEqualTo(gzip);
        }
    }

    @Test
    void quickPartsLeaveTheNextPartsWhole() throws Exception {
        byte[] text = "a text that is compressed with more and with less effort "
                .repeat(100)
                .getBytes(StandardCharsets.US_ASCII);
        byte[] twice = Arrays.copyOf(text, 2 * text.length);
        System.arraycopy(text, 0, twice, text.length, text.length);
        for (int round = 0; round < 3; round++) {
            DeflatedPart quick = DeflatedPart.quick(List.of(text, text));
            DeflatedPart next = DeflatedPart.joined(
                    List.of(text, text), List.of(DeflatedPart.deflateAfter(List.of(), List.of(text, text))));

            assertThat(gunzipOneMember(GzipJoin.of(List.of(quick)))).isEqualTo(twice);
            assertThat(gunzipOneMember(GzipJoin.of(List.of(next)))).isEqualTo(twice);
        }
    }

    @Test
    void theHeaderHoldsNoTimeAndNoName() {
        byte[] gzip = GzipJoin.of(List.of(DeflatedPart.of(new byte[] {'x'})));

        assertThat(gzip).startsWith(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255);
    }

    @Test
    void aStoredPartHoldsUpTo65535Bytes() throws Exception {
        byte[] longest = new byte[65_535];

        assertThat(gunzipOneMember(GzipJoin.of(List.of(DeflatedPart.stored(longest)))))
                .isEqualTo(longest);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5, 63, 64, 65, 255, 256, 257, 1024, 32_768, 65_535, 65_536, 100_000})
    void partsOfEveryLengthComeBack(int length) throws Exception {
        byte[] noise = new byte[length]; // grows when deflated, so that the buffer has to
        new Random(length).nextBytes(noise);

        assertThat(gunzipOneMember(GzipJoin.of(List.of(DeflatedPart.of(noise), DeflatedPart.of(noise)))))
                .hasSize(2 * length)
                .endsWith(noise);
        assertThat(inflateWhole(DeflatedPart.deflateWhole(noise))).isEqualTo(noise);
    }

    @Test
    void theSumOfJoinedTextsIsTheSumOfTheWhole() {
        Random random = new Random(32);
        for (int i = 0; i < 500; i++) {
            byte[] first = bytes(random);
            byte[] second = bytes(random);
            CRC32 whole = new CRC32();
            whole.update(first);
            whole.update(second);

            assertThat(Crc32.join(Crc32.of(first), Crc32.of(second), second.length))
                    .isEqualTo((int) whole.getValue());
        }
    }

    @Test
    void theSumOfAVeryLongTailIsRight() {
        byte[] zeros = new byte[1 << 20];
        int crc = Crc32.of(zeros);
        long length = zeros.length;
        for (int doubling = 0; doubling < 13; doubling++) { // 8 GiB, past every 32-bit limit
            crc = Crc32.join(crc, crc, length);
            length *= 2;
        }
        CRC32 whole = new CRC32();
        for (int i = 0; i < 1 << 13; i++) {
            whole.update(zeros);
        }

        assertThat(crc).isEqualTo((int) whole.getValue());
    }

    private static byte[] bytes(Random random) {
        int length =
                switch (random.nextInt(5)) {
                    case 0 -> 0;
                    case 1 -> 1;
                    case 2 -> random.nextInt(100);
                    case 3 -> random.nextInt(5_000);
                    default -> random.nextInt(100_000);
                };
        if (random.nextBoolean()) {
            byte[] noise = new byte[length];
            random.nextBytes(noise);
            return noise;
        }
        return "{\"name\": \"a\"}".repeat(length / 13 + 1).substring(0, length).getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] streamed(List<DeflatedPart> parts) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GzipJoin gzip = new GzipJoin(out)) {
            for (DeflatedPart part : parts) {
                gzip.add(part);
            }
        }
        return out.toByteArray();
    }

    /** Reads header, one deflate stream and the two sums, and demands that nothing follows. */
    private static byte[] gunzipOneMember(byte[] gzip) throws DataFormatException {
        Inflater inflater = new Inflater(true);
        inflater.setInput(gzip, 10, gzip.length - 10);
        byte[] plain = drain(inflater);
        assertThat(inflater.getRemaining()).isEqualTo(8);
        int at = gzip.length - 8;
        assertThat(littleEndian(gzip, at)).isEqualTo(Crc32.of(plain));
        assertThat(littleEndian(gzip, at + 4)).isEqualTo(plain.length);
        inflater.end();
        return plain;
    }

    private static byte[] inflateWhole(byte[] deflated) throws DataFormatException {
        Inflater inflater = new Inflater(true);
        inflater.setInput(deflated);
        byte[] plain = drain(inflater);
        assertThat(inflater.getRemaining()).isZero();
        inflater.end();
        return plain;
    }

    private static byte[] drain(Inflater inflater) throws DataFormatException {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        while (!inflater.finished()) {
            int n = inflater.inflate(buffer);
            assertThat(n > 0 || inflater.finished()).as("the stream goes on").isTrue();
            plain.write(buffer, 0, n);
        }
        return plain.toByteArray();
    }

    private static int littleEndian(byte[] bytes, int at) {
        return (bytes[at] & 255) | (bytes[at + 1] & 255) << 8 | (bytes[at + 2] & 255) << 16 | bytes[at + 3] << 24;
    }
}
