package io.github.orrery.publish;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Calls {@code git} so that nothing in the configuration of machine, user or repository runs a program of its own:
 * no hooks, no file system monitor, no other transport than https, ssh and files (trust.md T13).
 */
final class Git {
    private static final List<String> HARDENED = List.of(
            "git",
            "-c",
            "core.hooksPath=/dev/null",
            "-c",
            "core.fsmonitor=false",
            "-c",
            "core.autocrlf=false",
            "-c",
            "gc.auto=0",
            "-c",
            "commit.gpgSign=false",
            "-c",
            "push.gpgSign=false",
            "-c",
            "protocol.allow=never",
            "-c",
            "protocol.https.allow=always",
            "-c",
            "protocol.ssh.allow=always",
            "-c",
            "protocol.file.allow=always");

    private final Path gitDirectory;
    private final Map<String, String> environment;

    /** @param environment variables besides those of the process */
    Git(Path gitDirectory, Map<String, String> environment) {
        this.gitDirectory = gitDirectory;
        this.environment = Map.copyOf(environment);
    }

    /**
     * What a command says.
     *
     * @param status its exit status
     */
    record Said(int status, String out, String err) {
        boolean succeeded() {
            return status == 0;
        }
    }

    /** @throws IOException where git cannot be run or does not succeed, with what it said and without secrets */
    String run(String... words) throws IOException {
        return run(new byte[0], words);
    }

    String run(byte[] input, String... words) throws IOException {
        Said said = ask(input, words);
        if (!said.succeeded()) {
            throw new IOException(
                    "git " + words[0] + ": " + withoutSecrets(said.err().strip().replaceAll("\\s*\\R\\s*", "; ")));
        }
        return said.out();
    }

    Said ask(String... words) throws IOException {
        return ask(new byte[0], words);
    }

    private Said ask(byte[] input, String... words) throws IOException {
        List<String> command = new ArrayList<>(HARDENED);
        command.add("--git-dir=" + gitDirectory);
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command);
        Map<String, String> variables = builder.environment();
        variables.keySet().removeIf(name -> name.startsWith("GIT_") && !isOfUser(name));
        variables.put("GIT_CONFIG_NOSYSTEM", "1");
        variables.put("GIT_CONFIG_GLOBAL", "/dev/null");
        variables.put("GIT_TERMINAL_PROMPT", "0");
        variables.put("GIT_LFS_SKIP_SMUDGE", "1");
        variables.put("LC_ALL", "C");
        variables.putAll(environment);
        Process process = builder.start();
        CompletableFuture<byte[]> out = reading(process.getInputStream());
        CompletableFuture<byte[]> err = reading(process.getErrorStream());
        try (OutputStream in = process.getOutputStream()) {
            in.write(input);
        } catch (IOException e) {
            // It ended without reading on; its status and words say why.
        }
        try {
            int status = process.waitFor();
            return new Said(status, text(out), text(err));
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (CompletionException e) {
            throw new IOException("git " + words[0] + ": " + e.getMessage(), e);
        }
    }

    /** How the user proves who he is: without these nothing can be pushed to a server. */
    private static boolean isOfUser(String name) {
        return name.equals("GIT_ASKPASS") || name.equals("GIT_SSH_COMMAND") || name.equals("GIT_SSH");
    }

    private static CompletableFuture<byte[]> reading(InputStream stream) {
        return CompletableFuture.supplyAsync(() -> {
            try (stream) {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                stream.transferTo(bytes);
                return bytes.toByteArray();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static String text(CompletableFuture<byte[]> bytes) {
        return new String(bytes.join(), StandardCharsets.UTF_8);
    }

    /** A URL may hold a password: {@code https://user:password@host/}. */
    static String withoutSecrets(String text) {
        return text.replaceAll("://[^/@\\s]+@", "://");
    }
}
