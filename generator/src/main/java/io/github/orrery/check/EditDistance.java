package io.github.orrery.check;

/** How far two words are from each other, to find misspellings. */
final class EditDistance {
    private EditDistance() {}

    /** Whether one character put in, left out or replaced makes one word the other; equal words are not near. */
    static boolean isAtMostOne(String one, String other) {
        if (one.length() > other.length()) {
            return isAtMostOne(other, one);
        }
        if (other.length() - one.length() > 1 || one.equals(other)) {
            return false;
        }
        int same = 0;
        while (same < one.length() && one.charAt(same) == other.charAt(same)) {
            same++;
        }
        int rest = one.length() == other.length() ? same + 1 : same;
        return one.substring(rest).equals(other.substring(same + 1));
    }
}
