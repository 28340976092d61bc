package io.github.orrery.cli;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** Which Orrery this is: the version that the jar's manifest names. */
final class OrreryVersion implements IVersionProvider {
    static String current() {
        return Objects.requireNonNullElse(Main.class.getPackage().getImplementationVersion(), "unreleased");
    }

    @Override
    public String[] getVersion() {
        return new String[] {"orrery " + current()};
    }
}
