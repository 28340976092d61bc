package io.github.orrery.write;

import io.github.orrery.site.Family;
import io.github.orrery.testing.BuiltSite;
import java.nio.file.Path;
import java.util.EnumSet;

/** Builds two repositories by turns into one directory, until somebody kills it. */
final class BuildLoop {
    static final EnumSet<Family> WITHOUT =
            EnumSet.of(Family.CATALOGUE, Family.HOSTS, Family.FEEDS, Family.SCHEMAS, Family.ARCHIVES);

    private BuildLoop() {}

    public static void main(String[] words) {
        System.out.println("begin");
        while (true) {
            BuiltSite.of(Path.of(words[1]), Path.of(words[0]), WITHOUT);
            System.out.println("built");
            BuiltSite.of(Path.of(words[2]), Path.of(words[0]), WITHOUT);
            System.out.println("built");
        }
    }
}
