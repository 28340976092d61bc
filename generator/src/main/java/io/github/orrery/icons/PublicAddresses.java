package io.github.orrery.icons;

import java.net.Inet4Address;
import java.net.InetAddress;

/**
 * The addresses of the public internet. A package must not make the machine that builds ask its own services, its
 * network's or its cloud's (trust.md, row T9).
 */
final class PublicAddresses {
    private PublicAddresses() {}

    static boolean contain(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        byte[] bytes = address.getAddress();
        return address instanceof Inet4Address ? isPublic4(bytes) : isPublic6(bytes);
    }

    private static boolean isPublic4(byte[] bytes) {
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        boolean carrierGrade = first == 100 && second >= 64 && second < 128;
        boolean benchmark = first == 198 && (second == 18 || second == 19);
        boolean protocol = first == 192 && second == 0 && bytes[2] == 0;
        return first != 0 && first != 127 && first < 224 && !carrierGrade && !benchmark && !protocol;
    }

    private static boolean isPublic6(byte[] bytes) {
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        boolean global = first >= 0x20 && first < 0x40;
        // 2002::/16 and 2001::/32 carry addresses of the old internet, private ones too.
        boolean carriesOther = (first == 0x20 && second == 0x02)
                || (first == 0x20 && second == 0x01 && bytes[2] == 0 && bytes[3] == 0);
        return global && !carriesOther;
    }
}
