package io.github.orrery.launcher;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;

/** Stands for the program in tests of the launcher: says how it was launched. */
final class EchoedLaunch {
    private EchoedLaunch() {}

    public static void main(String[] arguments) {
        System.out.println("arguments " + Arrays.toString(arguments));
        System.out.println("directory " + Path.of("").toAbsolutePath());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("-Xmx"))
                .forEach(argument -> System.out.println("heap " + argument));
        System.out.println("locale " + System.getenv("LC_ALL"));
        System.out.println("terminals [" + System.getProperty("orrery.terminals") + "]");
        System.exit(arguments.length > 0 && arguments[0].equals("fail") ? 42 : 0);
    }
}
