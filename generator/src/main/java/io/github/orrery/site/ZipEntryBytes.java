package io.github.orrery.site;

/**
 * A file of a zip, compressed once and then put into any number of zips.
 *
 * @param name its path in the zip
 * @param size of the file, in bytes
 * @param crc the CRC-32 of the file
 * @param deflated the file as a whole deflate stream
 */
@SuppressWarnings("ArrayRecordComponent") // compared by identity only
public record ZipEntryBytes(String name, int size, int crc, byte[] deflated) {
    public static ZipEntryBytes of(String name, byte[] content) {
        return new ZipEntryBytes(name, content.length, Crc32.of(content), DeflatedPart.deflateWhole(content));
    }
}
