package io.github.orrery.read;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.orrery.json.Json;
import io.github.orrery.json.JsonLimits;
import io.github.orrery.model.PackageName;
import io.github.orrery.model.RepositoryFormat;
import io.github.orrery.model.SourceFile;
import io.github.orrery.problem.Location;
import io.github.orrery.problem.Problem;
import io.github.orrery.problem.Problems;
import io.github.orrery.read.UniverseTree.PackageDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Turns a directory into packages. The directories are listed first; packages are read one by one, independently of
 * each other and safely from several threads, so that each can be let go when its part of the site is made.
 *
 * <pre>{@code
 * UniverseReader reader = UniverseReader.open(Path.of("repo"), problems);
 * for (PackageDirectory directory : reader.tree().packages()) {
 *     PackageReading read = reader.read(directory);   // its revisions, and what is wrong with others
 * }
 * }</pre>
 */
public final class UniverseReader {
    private static final Pattern LETTER = Pattern.compile("[A-Z]");
    private static final Pattern REVISION = Pattern.compile("0|[1-9][0-9]{0,17}");
    private static final Pattern VERSION = Pattern.compile("[0-9]\\.[0-9]\\.[0-9](-[0-9A-Za-z]+)?");
    private static final String PACKAGES = "packages";
    private static final String META = "meta";
    private static final String VERSION_FILE = "meta/version.json";

    private final RepositoryFiles files;
    private final UniverseTree tree;

    private UniverseReader(RepositoryFiles files, UniverseTree tree) {
        this.files = files;
        this.tree = tree;
    }

    /**
     * Lists a repository.
     *
     * @param directory one that holds {@code packages/} or {@code repo/packages/}
     * @throws NoSuchFileException where there is no such directory
     * @throws NotDirectoryException where neither is in it
     * @throws IOException where the disk fails
     */
    public static UniverseReader open(Path directory, Problems problems) throws IOException {
        Path root = root(directory);
        RepositoryFiles files = new RepositoryFiles(root);
        List<PackageDirectory> packages = packages(files, problems);
        Optional<String> version = version(files, problems);
        RepositoryFormat format = version.map(UniverseReader::format).orElse(null);
        if (format == null) {
            format = looksLikeFirstFormat(files, packages) ? RepositoryFormat.V1 : RepositoryFormat.V3;
        }
        String text = version.orElse(format == RepositoryFormat.V1 ? "1.0.0" : "3.0.0");
        return new UniverseReader(files, new UniverseTree(root, format, text, packages));
    }

    public UniverseTree tree() {
        return tree;
    }

    /**
     * Reads one package with all its revisions; empty where no revision could be read.
     *
     * @throws SourceChangedException where a listed file is no longer as it was
     */
    public PackageReading read(PackageDirectory directory) throws IOException {
        return new RevisionReader(files, tree.format()).read(directory);
    }

    /** The files below {@code meta/} that go into {@code packages.tgz}, by path. */
    public List<SourceFile> metaFiles(Problems problems) throws IOException {
        List<SourceFile> found = new ArrayList<>();
        if (files.exists(META)) {
            new RevisionReader(files, tree.format()).collect(META, 0, found, problems);
        }
        found.sort(Comparator.comparing(SourceFile::path));
        return found;
    }

    /**
     * The newest {@code lastUpdated} of any package.json, in seconds since 1970; 0 where there is none. Reads each
     * package.json for itself: archives need the time before the packages are made.
     */
    public long newestUpdate() {
        return tree.packages().parallelStream()
                .mapToLong(this::newestUpdate)
                .max()
                .orElse(0);
    }

    /** The same of one package. */
    public long newestUpdate(PackageDirectory directory) {
        return NewestUpdate.of(tree.root(), directory);
    }

    /** @throws SourceChangedException where what was listed or read is no longer as it was */
    public void checkUnchanged() throws IOException {
        files.checkUnchanged();
    }

    private static Path root(Path directory) throws IOException {
        if (holdsPackages(directory)) {
            return directory;
        }
        Path inner = directory.resolve("repo");
        if (holdsPackages(inner)) {
            return inner;
        }
        if (!Files.exists(directory)) {
            throw new NoSuchFileException(directory.toString());
        }
        throw new NotDirectoryException(directory.resolve("packages").toString());
    }

    /** A link counts, for listing it to say that it is none that is followed. */
    private static boolean holdsPackages(Path directory) {
        Path packages = directory.resolve("packages");
        return Files.isDirectory(packages, LinkOption.NOFOLLOW_LINKS) || Files.isSymbolicLink(packages);
    }

    private static List<PackageDirectory> packages(RepositoryFiles files, Problems problems) throws IOException {
        List<PackageDirectory> packages = new ArrayList<>();
        List<RepositoryFiles.Entry> letters = files.list(PACKAGES, problems);
        warnOfNone(files, PACKAGES, letters, "package", problems);
        for (RepositoryFiles.Entry letter : letters) {
            String path = "packages/" + letter.name();
            if (!letter.isDirectory()) {
                problems.error("stray-file", Location.of(path), "is a file, expected only directories A to Z here");
            } else if (!LETTER.matcher(letter.name()).matches()) {
                problems.error(
                        "letter-directory",
                        Location.of(path),
                        "the directory is called " + Problem.quote(letter.name()) + ", expected one letter A to Z");
            } else {
                packagesOfLetter(files, path, problems, packages);
            }
        }
        packages.sort(Comparator.comparing(PackageDirectory::name).thenComparing(PackageDirectory::path));
        refuseNamesThatDifferByCase(packages, problems);
        return packages;
    }

    /** Where a host does not tell upper from lower case, files of one would stand in place of the other's. */
    private static void refuseNamesThatDifferByCase(List<PackageDirectory> packages, Problems problems) {
        Map<String, PackageName> known = new HashMap<>();
        for (PackageDirectory directory : packages) {
            PackageName other = known.putIfAbsent(directory.name().value().toLowerCase(Locale.ROOT), directory.name());
            if (other != null && !other.equals(directory.name())) {
                problems.error(
                        "package-name",
                        Location.of(directory.path()),
                        "the name " + Problem.quote(directory.name().value()) + " differs from "
                                + Problem.quote(other.value()) + " in upper and lower case only, expected another");
            }
        }
    }

    private static void packagesOfLetter(
            RepositoryFiles files, String letterPath, Problems problems, List<PackageDirectory> packages)
            throws IOException {
        List<RepositoryFiles.Entry> entries = files.list(letterPath, problems);
        warnOfNone(files, letterPath, entries, "package", problems);
        for (RepositoryFiles.Entry entry : entries) {
            String path = letterPath + "/" + entry.name();
            Optional<PackageName> name = PackageName.parse(entry.name());
            if (!entry.isDirectory()) {
                problems.error("stray-file", Location.of(path), "is a file, expected only package directories here");
            } else if (name.isEmpty()) {
                problems.error(
                        "package-name",
                        Location.of(path),
                        "the directory " + Problem.quote(entry.name())
                                + " is no package name, expected 2 to 64 of a-z, 0-9 and -, beginning with a letter");
            } else {
                List<Long> revisions = revisions(files, path, problems);
                if (!revisions.isEmpty()) {
                    packages.add(new PackageDirectory(path, name.get(), revisions));
                }
            }
        }
    }

    private static List<Long> revisions(RepositoryFiles files, String packagePath, Problems problems)
            throws IOException {
        List<Long> revisions = new ArrayList<>();
        List<RepositoryFiles.Entry> entries = files.list(packagePath, problems);
        warnOfNone(files, packagePath, entries, "revision", problems);
        for (RepositoryFiles.Entry entry : entries) {
            String path = packagePath + "/" + entry.name();
            if (!entry.isDirectory()) {
                problems.error("stray-file", Location.of(path), "is a file, expected only revision directories here");
            } else if (!REVISION.matcher(entry.name()).matches()) {
                problems.error(
                        "revision-number",
                        Location.of(path),
                        "the revision is called " + Problem.quote(entry.name())
                                + ", expected a whole number of at most 18 digits without leading zeros, such as 0 or 12");
            } else {
                revisions.add(Long.valueOf(entry.name()));
            }
        }
        revisions.sort(Comparator.naturalOrder());
        return revisions;
    }

    private static void warnOfNone(
            RepositoryFiles files,
            String directory,
            List<RepositoryFiles.Entry> entries,
            String what,
            Problems problems) {
        if (entries.isEmpty() && files.mayBeListed(directory)) {
            problems.warning("empty-directory", Location.of(directory), "holds no " + what + ", expected at least one");
        }
    }

    private static Optional<String> version(RepositoryFiles files, Problems problems) throws IOException {
        Optional<RepositoryFiles.Entry> file = files.exists(META)
                ? files.list(META, problems).stream()
                        .filter(entry -> VERSION_FILE.equals(META + "/" + entry.name()))
                        .findFirst()
                : Optional.empty();
        if (file.isEmpty()) {
            return Optional.empty();
        }
        if (file.get().isDirectory()) {
            problems.error("not-a-regular-file", Location.of(VERSION_FILE), "is a directory, expected a file");
            return Optional.empty();
        }
        Optional<byte[]> bytes = files.read(VERSION_FILE, file.get().attributes(), problems);
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        JsonNode version = Json.read(bytes.get(), JsonLimits.FILE) instanceof Json.Result.Read read
                ? read.document().root().path("version")
                : Json.NODES.missingNode();
        if (!version.isTextual()
                || !VERSION.matcher(version.textValue()).matches()
                || version.textValue().charAt(0) > '3') {
            problems.error(
                    "repository-format",
                    Location.of(VERSION_FILE),
                    "is not the version of a repository, expected {\"version\": \"x.y.z\"} with x from 0 to 3");
            return Optional.empty();
        }
        return Optional.of(version.textValue());
    }

    private static RepositoryFormat format(String version) {
        return switch (version.charAt(0)) {
            case '0', '1' -> RepositoryFormat.V1;
            case '2' -> RepositoryFormat.V2;
            default -> RepositoryFormat.V3;
        };
    }

    /** Without meta/version.json: no package.json has a packagingVersion, and a marathon.json exists (formats.md 4.6). */
    private static boolean looksLikeFirstFormat(RepositoryFiles files, List<PackageDirectory> packages)
            throws IOException {
        boolean marathonJson = false;
        for (PackageDirectory directory : packages) {
            for (long revision : directory.revisions()) {
                String path = directory.path() + "/" + revision + "/";
                Optional<BasicFileAttributes> packageJson = files.regularFile(path + "package.json");
                if (packageJson.isPresent()) {
                    Optional<byte[]> bytes = files.read(path + "package.json", packageJson.get(), new Problems());
                    if (bytes.isPresent()
                            && new String(bytes.get(), StandardCharsets.ISO_8859_1).contains("\"packagingVersion\"")) {
                        return false;
                    }
                }
                marathonJson |= files.regularFile(path + "marathon.json").isPresent();
            }
        }
        return marathonJson;
    }
}
