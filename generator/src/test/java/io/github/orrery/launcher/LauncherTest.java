package io.github.orrery.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the launcher with a program that says how it was launched, and with a mvn that only copies that program. */
@Tag("launcher")
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
    private static final List<String> TOOLS = List.of(
            "sh",
            "cp",
            "dirname",
            "find",
            "head",
            "ln",
            "ls",
            "mkdir",
            "mv",
            "readlink",
            "rm",
            "sed",
            "sleep",
            "tail",
            "touch");

    private record Started(Process process, Path out, Path err) {}

    private record Ended(int status, String out, String err) {}

    @TempDir
    private Path directory;

    private Path home;
    private Path tools;
    private Path program;
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void layOut() throws IOException {
        directory = directory.toRealPath();
        home = Files.createDirectory(directory.resolve("a home"));
        tools = Files.createDirectory(directory.resolve("tools"));
        for (String tool : TOOLS) {
            script(tools.resolve(tool), "exec " + found(tool) + " \"$@\"");
        }
        script(tools.resolve("java"), "exec '" + Path.of(System.getProperty("java.home"), "bin", "java") + "' \"$@\"");
        Files.copy(Path.of("..", "orrery"), home.resolve("orrery"), StandardCopyOption.COPY_ATTRIBUTES);
        program = directory.resolve("program.jar");
        writeProgram();
    }

    @Test
    void aReleaseRunsWithoutMavenFromAnyDirectory() throws IOException, InterruptedException {
        layOutRelease();
        Path link = Files.createSymbolicLink(directory.resolve("linked"), Path.of("a home/orrery"));

        Ended ended = run(link, "build", "--repo", "a b");

        assertThat(ended.err()).isEmpty();
        assertThat(ended.status()).isZero();
        assertThat(ended.out())
                .startsWith("arguments [build, --repo, a b]\ndirectory " + directory + "\n")
                .endsWith("terminals []\n");
    }

    @Test
    void theExitStatusIsTheProgramsOwn() throws IOException, InterruptedException {
        layOutRelease();

        assertThat(run(home.resolve("orrery"), "fail").status()).isEqualTo(42);
    }

    @ParameterizedTest
    @CsvSource({
        "build,320m",
        "build --memory 512m,512m",
        "--memory=1G build,1G",
        "build --memory much,320m",
        "serve,768m"
    })
    void theHeapIsCapped(String words, String size) throws IOException, InterruptedException {
        layOutRelease();

        assertThat(run(home.resolve("orrery"), words.split(" ")).out()).contains("heap -Xmx" + size + "\n");
    }

    @Test
    void aHeapThatTheMachineDoesNotGiveIsSaidToBe() throws IOException, InterruptedException {
        layOutRelease();

        Ended ended = run(home.resolve("orrery"), "build", "--memory", "999999g");

        assertThat(ended.err())
                .startsWith("orrery: Java does not start with 999999g of memory; --memory says how much (");
        assertThat(ended.status()).isEqualTo(3);
    }

    @Test
    void soIsALimitOfTheShell() throws IOException, InterruptedException {
        layOutRelease();
        run(home.resolve("orrery"), "build");
        Path limited = directory.resolve("limited");
        script(limited, "ulimit -v 300000; exec '" + home.resolve("orrery") + "' \"$@\"");

        Ended ended = run(limited, "build");

        assertThat(ended.err()).startsWith("orrery: Java does not start with 320m of memory;");
        assertThat(ended.status()).isEqualTo(3);
    }

    @Test
    void classesAreArchivedOnceAndADamagedArchiveIsIgnored() throws IOException, InterruptedException {
        layOutRelease();
        run(home.resolve("orrery"), "build");
        Path archive = home.resolve("lib/orrery.jsa");
        assertThat(archive).isNotEmptyFile();
        Files.delete(archive);
        Files.writeString(archive, "no archive");

        Ended ended = run(home.resolve("orrery"), "build");

        assertThat(ended.err()).isEmpty();
        assertThat(ended.out()).startsWith("arguments [build]\n");
        assertThat(archive).hasContent("no archive");
    }

    @Test
    void aCheckoutIsBuiltWhenTheProgramIsMissingAndWhenASourceIsNewer() throws IOException, InterruptedException {
        Path source = layOutCheckout("cp '" + program + "' generator/target/orrery.jar");

        Ended first = run(home.resolve("orrery"), "x");
        assertThat(first.out()).startsWith("arguments [x]\n");
        assertThat(first.err()).isEqualTo("orrery: building the program, once after each change of its sources ...\n");
        assertThat(builds()).isEqualTo(1);

        assertThat(run(home.resolve("orrery"), "x").err()).isEmpty();
        assertThat(builds()).isEqualTo(1);

        Files.setLastModifiedTime(
                source,
                FileTime.from(Files.getLastModifiedTime(home.resolve("generator/target/launcher/stamp"))
                        .toInstant()
                        .plus(Duration.ofSeconds(1))));
        run(home.resolve("orrery"), "x");
        assertThat(builds()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "serve --watch,true",
        "serve,false",
        "build --watch,false",
        "serve --watch --templates own,false",
        "serve --templates=own --watch,false"
    })
    void aPreviewThatFollowsACheckoutFollowsItsTemplates(String words, boolean follows)
            throws IOException, InterruptedException {
        layOutCheckout("cp '" + program + "' generator/target/orrery.jar");
        Path templates = Files.createDirectory(home.resolve("templates"));

        String more = follows ? ", --templates, " + templates : "";
        assertThat(run(home.resolve("orrery"), words.split(" ")).out())
                .startsWith("arguments [" + words.replace(" ", ", ") + more + "]\n");
    }

    @Test
    void aPreviewOfAReleaseFollowsNoTemplatesOfItsOwn() throws IOException, InterruptedException {
        layOutRelease();
        Files.createDirectory(home.resolve("templates"));

        assertThat(run(home.resolve("orrery"), "serve", "--watch").out()).startsWith("arguments [serve, --watch]\n");
    }

    @Test
    void launchersAtTheSameTimeBuildOnce() throws IOException, InterruptedException {
        layOutCheckout("sleep 1; cp '" + program + "' generator/target/orrery.jar");

        launchThreeAtOnce();

        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void aLockWhoseOwnerIsGoneCountsForNothing() throws IOException, InterruptedException {
        layOutCheckout("cp '" + program + "' generator/target/orrery.jar");
        lock("999999999");

        assertThat(run(home.resolve("orrery"), "x").status()).isZero();
        assertThat(isLocked()).isFalse();
    }

    /** Each looks at the lock for so long that all of them have seen the old owner before one takes its lock away. */
    @Test
    void launchersThatMeetTheLockOfOneThatIsGoneBuildOneAfterAnother() throws IOException, InterruptedException {
        layOutCheckout("mkdir building || echo two at once >> '" + directory.resolve("builds")
                + "'; sleep 2; rmdir building; cp '" + program + "' generator/target/orrery.jar");
        script(tools.resolve("rmdir"), "exec " + found("rmdir") + " \"$@\"");
        script(tools.resolve("readlink"), found("readlink") + " \"$@\"; status=$?; sleep 0.5; exit $status");
        lock("999999999");

        launchThreeAtOnce();

        assertThat(builds()).isEqualTo(1);
    }

    /** Of the first process of the machine, which is another user's where tests do not run as root. */
    @Test
    void theLockOfAProcessThatRunsIsWaitedForWithAWord() throws IOException, InterruptedException {
        layOutCheckout("cp '" + program + "' generator/target/orrery.jar");
        Path lock = lock("1");
        script(tools.resolve("sleep"), "echo slept >> '" + directory.resolve("sleeps") + "'; rm '" + lock + "'");

        Ended ended = run(home.resolve("orrery"), "x");

        assertThat(ended.err())
                .startsWith(
                        "orrery: waiting for process 1, which builds the program (" + lock + ") ...\norrery: building");
        assertThat(ended.out()).startsWith("arguments [x]\n");
        assertThat(directory.resolve("sleeps")).hasContent("slept\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ln", "cp", "mv", "touch"})
    void aDiskThatTakesNothingMoreEndsABuildWithASentence(String tool) throws IOException, InterruptedException {
        layOutCheckout("cp '" + program + "' generator/target/orrery.jar || :");
        script(tools.resolve(tool), "echo 'no room' >&2; exit 1");
        script(tools.resolve("sleep"), "exit 0");

        Ended ended = run(home.resolve("orrery"), "x");

        assertThat(ended.err()).containsPattern("orrery: .*/generator/target/launcher cannot be (locked|written)");
        assertThat(ended.err()).contains("no room");
        assertThat(ended.status()).isEqualTo(3);
        assertThat(isLocked()).isFalse();
    }

    @Test
    void aDirectoryInPlaceOfTheLockIsNoLock() throws IOException, InterruptedException {
        layOutCheckout("cp '" + program + "' generator/target/orrery.jar");
        Files.createDirectories(home.resolve("generator/target/launcher/owner"));
        script(tools.resolve("sleep"), "exit 0");

        Ended ended = run(home.resolve("orrery"), "x");

        assertThat(ended.err()).contains("/generator/target/launcher cannot be locked");
        assertThat(ended.status()).isEqualTo(3);
    }

    /** Nor does it ask which Java there is, each time anew. */
    @ParameterizedTest
    @ValueSource(strings = {"ln", "mv", "mkdir"})
    void aReleaseThatCanKeepNothingRunsAllTheSame(String tool) throws IOException, InterruptedException {
        layOutRelease();
        script(tools.resolve(tool), "echo 'read-only' >&2; exit 1");
        Path java = Files.move(tools.resolve("java"), tools.resolve("real-java"));
        Path calls = directory.resolve("calls");
        script(tools.resolve("java"), "printf '%s\\n' \"$*\" >> '" + calls + "'; exec '" + java + "' \"$@\"");

        Ended ended = run(home.resolve("orrery"), "x");

        assertThat(ended.err()).isEmpty();
        assertThat(ended.out()).startsWith("arguments [x]\n");
        assertThat(ended.status()).isZero();
        if (tool.equals("ln")) {
            assertThat(Files.readAllLines(calls))
                    .singleElement()
                    .asString()
                    .endsWith("-jar " + home + "/lib/orrery.jar x");
        }
    }

    @Test
    void aReleaseThatAnotherLauncherGetsReadyIsNotWaitedFor() throws IOException, InterruptedException {
        layOutRelease();
        Files.createSymbolicLink(home.resolve("lib/owner"), Path.of("1"));

        Ended ended = run(home.resolve("orrery"), "x");

        assertThat(ended.err()).isEmpty();
        assertThat(ended.out()).startsWith("arguments [x]\n");
        assertThat(home.resolve("lib/orrery.jsa")).doesNotExist();
    }

    @Test
    void anotherJavaOfTheSameNameIsNoticedAlsoWhereItIsOlder() throws IOException, InterruptedException {
        layOutRelease();
        run(home.resolve("orrery"), "x");
        Path archive = home.resolve("lib/orrery.jsa");
        Files.delete(archive);
        Path other = Files.copy(tools.resolve("java"), tools.resolve("other"), StandardCopyOption.COPY_ATTRIBUTES);
        Files.setLastModifiedTime(other, FileTime.fromMillis(0));
        Files.move(other, tools.resolve("java"), StandardCopyOption.REPLACE_EXISTING);

        run(home.resolve("orrery"), "x");
        assertThat(archive).isNotEmptyFile();

        Files.delete(archive);
        environment.put("TZ", "Asia/Tokyo");
        run(home.resolve("orrery"), "x");
        assertThat(archive).doesNotExist();
    }

    /** A name without a locale is one that the machine's locale command knows nothing of. */
    @ParameterizedTest
    @CsvSource({
        "xx_XX.UTF-8,ANSI_X3.4-1968,C.UTF-8",
        "xx_XX.UTF-8,UTF-8,xx_XX.UTF-8",
        "xx_XX.utf8,'',C.UTF-8",
        "xx_XX.UTF-8,,xx_XX.UTF-8",
        "C.UTF-8,ANSI_X3.4-1968,C.UTF-8",
        "POSIX,UTF-8,C.UTF-8"
    })
    void fileNamesAreReadInALocaleThatHasThem(String named, @Nullable String charmap, String used)
            throws IOException, InterruptedException {
        layOutRelease();
        script(tools.resolve("ln"), "exit 1"); // without a lock it runs at once
        environment.put("LC_ALL", named);
        if (charmap != null) {
            script(tools.resolve("locale"), "[ \"$*\" = charmap ] && echo '" + charmap + "'");
        }

        assertThat(run(home.resolve("orrery"), "x").out()).contains("locale " + used + "\n");
    }

    @Test
    void aBuildThatFailsShowsMavensWords() throws IOException, InterruptedException {
        layOutCheckout("echo 'cannot find symbol'; exit 1");

        Ended ended = run(home.resolve("orrery"), "x");

        assertThat(ended.status()).isEqualTo(3);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).contains("cannot find symbol\n", "orrery: the program could not be built");
        assertThat(isLocked()).isFalse();
    }

    @Test
    void saysWhichToolIsMissing() throws IOException, InterruptedException {
        layOutCheckout("exit 1");
        Files.delete(tools.resolve("mvn"));
        assertThat(run(home.resolve("orrery"), "x").err()).contains("there is no mvn on the PATH");

        Files.delete(tools.resolve("java"));
        Ended ended = run(home.resolve("orrery"), "x");
        assertThat(ended.err()).contains("there is no java on the PATH");
        assertThat(ended.status()).isEqualTo(3);
    }

    @Test
    void anOldJavaIsRefusedInPlainWords() throws IOException, InterruptedException {
        layOutRelease();
        Files.delete(tools.resolve("java"));
        script(tools.resolve("java"), "echo 'openjdk version \"11.0.2\" 2019-01-15' >&2");

        Ended ended = run(home.resolve("orrery"), "x");

        assertThat(ended.status()).isEqualTo(3);
        assertThat(ended.err()).endsWith("tools/java is too old; Java 17 or newer is needed\n");
    }

    private void launchThreeAtOnce() throws IOException, InterruptedException {
        List<Started> launched = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            launched.add(start(home.resolve("orrery"), "x"));
        }
        for (Started started : launched) {
            assertThat(ended(started).out()).startsWith("arguments [x]\n");
        }
    }

    private void layOutRelease() throws IOException {
        Files.copy(program, Files.createDirectory(home.resolve("lib")).resolve("orrery.jar"));
    }

    /** A source of the checkout. */
    private Path layOutCheckout(String mvn) throws IOException {
        Path source = home.resolve("generator/src/main/java/Some.java");
        Files.createDirectories(source.getParent());
        Files.writeString(source, "");
        Files.writeString(home.resolve("pom.xml"), "");
        script(
                tools.resolve("mvn"),
                "echo built >> '" + directory.resolve("builds") + "'; mkdir -p generator/target; " + mvn);
        return source;
    }

    private Path lock(String owner) throws IOException {
        Path kept = Files.createDirectories(home.resolve("generator/target/launcher"));
        return Files.createSymbolicLink(kept.resolve("owner"), Path.of(owner));
    }

    private boolean isLocked() {
        return Files.exists(home.resolve("generator/target/launcher/owner"), LinkOption.NOFOLLOW_LINKS);
    }

    private long builds() throws IOException {
        return Files.readAllLines(directory.resolve("builds")).size();
    }

    private static Path found(String tool) {
        return Files.exists(Path.of("/bin", tool)) ? Path.of("/bin", tool) : Path.of("/usr/bin", tool);
    }

    private static void script(Path file, String body) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Ended run(Path launcher, String... words) throws IOException, InterruptedException {
        return ended(start(launcher, words));
    }

    private Started start(Path launcher, String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", tools.toString());
        builder.environment().putAll(environment);
        Path out = Files.createTempFile(directory, "out", "");
        Path err = Files.createTempFile(directory, "err", "");
        builder.redirectOutput(out.toFile()).redirectError(err.toFile());
        return new Started(builder.start(), out, err);
    }

    private static Ended ended(Started started) throws IOException, InterruptedException {
        assertThat(started.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ended(
                started.process().exitValue(), Files.readString(started.out()), Files.readString(started.err()));
    }

    private void writeProgram() throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, EchoedLaunch.class.getName());
        String entry = EchoedLaunch.class.getName().replace('.', '/') + ".class";
        try (OutputStream file = Files.newOutputStream(program);
                JarOutputStream jar = new JarOutputStream(file, manifest);
                InputStream compiled = EchoedLaunch.class.getResourceAsStream("/" + entry)) {
            jar.putNextEntry(new JarEntry(entry));
            compiled.transferTo(jar);
        }
    }
}
