package io.github.orrery.hosts;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A server that a test started over a site, on a free port of the loopback interface. */
final class RunningServer implements AutoCloseable {
    private static final int ATTEMPTS = 200;

    private final Closeable stop;
    private final int port;

    private RunningServer(Closeable stop, int port) {
        this.stop = stop;
        this.port = port;
    }

    /** One that runs already, in this process. */
    static RunningServer of(Closeable server, int port) {
        return new RunningServer(server, port);
    }

    /** Starts a command that will listen on the port, and waits until it does. */
    static RunningServer start(Path directory, int port, List<String> command) {
        try {
            Path log = directory.resolve("log");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().putAll(Map.of("HOME", directory.toString(), "XDG_DATA_HOME", directory.toString()));
            Process process = builder.start();
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
                    throw new IllegalStateException(command + " ended: " + Files.readString(log));
                }
                if (listens(port)) {
                    return new RunningServer(() -> stop(process), port);
                }
            }
            stop(process);
            throw new IllegalStateException(command + " does not listen: " + Files.readString(log));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A command that ends, whose exit status and output a test looks at. */
    static Ended run(Path directory, List<String> command) {
        try {
            Path log = Files.createTempFile(directory, "run", ".log");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().putAll(Map.of("HOME", directory.toString(), "XDG_DATA_HOME", directory.toString()));
            Process process = builder.start();
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                stop(process);
                throw new IllegalStateException(command + " does not end");
            }
            return new Ended(process.exitValue(), Files.readString(log));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** How a command ended. */
    record Ended(int status, String output) {}

    /** Where a program is; the test is skipped where this machine has none. */
    static String program(String name) {
        List<Path> found = Stream.concat(
                        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":", -1)),
                        Stream.of("/usr/sbin", "/usr/local/sbin"))
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .toList();
        assumeTrue(!found.isEmpty(), "skipped: this machine has no " + name);
        return found.get(0).toString();
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return port;
    }

    @Override
    public void close() throws IOException {
        stop.close();
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static void stop(Process process) {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
