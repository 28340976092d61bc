package io.github.orrery.cli;

import io.github.orrery.BuildOptions;
import io.github.orrery.PreviousSite;
import io.github.orrery.model.DcosReleaseVersion;
import io.github.orrery.model.PublishedRevisions;
import io.github.orrery.problem.Problem;
import io.github.orrery.render.Logo;
import io.github.orrery.site.Family;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The options that say what a site is made of and what for: those of each command that makes one. */
final class SiteOptions {
    private static final List<String> FAMILIES =
            Arrays.stream(Family.values()).map(Family::word).toList();

    private static final int LONGEST_TITLE = 100;

    private final OptionSpec repo = SharedOptions.repo();
    private final OptionSpec baseUrl = OptionSpec.builder("--base-url")
            .type(String.class)
            .paramLabel("URL")
            .description("Where the site will live, for the few absolute links.")
            .build();
    private final OptionSpec dcosVersion = list("--dcos-version", "V")
            .description("The DC/OS versions to publish for, in place of " + words(DcosReleaseVersion.DEFAULTS)
                    + ". Below 1.8 a zip, else JSON. May be repeated.")
            .build();
    private final OptionSpec without = list("--without", "FAMILY")
            .completionCandidates(FAMILIES)
            .description("Leave out: " + words(FAMILIES) + ". May be repeated.")
            .build();
    private final OptionSpec templates = OptionSpec.builder("--templates")
            .type(String.class)
            .paramLabel("DIR")
            .description("Templates that go before the bundled ones.")
            .build();
    private final OptionSpec title = OptionSpec.builder("--title")
            .type(String.class)
            .paramLabel("TEXT")
            .description("The name of the site. Default: " + BuildOptions.Look.USUAL.title())
            .build();
    private final OptionSpec logo = OptionSpec.builder("--logo")
            .type(String.class)
            .paramLabel("FILE")
            .description("The picture before the name: a PNG or SVG of at most 64 KiB.")
            .build();
    private final OptionSpec localIcons =
            SharedOptions.flag("--local-icons", "Get the icons that packages name, and serve them from the site.");
    private final OptionSpec previous = OptionSpec.builder("--previous")
            .type(String.class)
            .paramLabel("SITE")
            .description("A site that was built before, as a directory, a URL or its universe.json: the catalogue says"
                    + " what is new since.")
            .build();
    private final OptionSpec strict = SharedOptions.strict();
    private final OptionSpec allowNonAscii = SharedOptions.allowNonAscii();
    private final CommandSpec spec;

    /** @param spec the command whose options they become, with {@link #addTo} */
    SiteOptions(CommandSpec spec) {
        this.spec = spec;
    }

    /** Adds {@code --repo} and what the caller puts after it, then the others. */
    void addTo(List<OptionSpec> second) {
        spec.addOption(repo);
        second.forEach(spec::addOption);
        for (OptionSpec option : List.of(
                baseUrl, dcosVersion, without, templates, title, logo, localIcons, previous, strict, allowNonAscii)) {
            spec.addOption(option);
        }
    }

    /** What the words say, for a site in this directory. */
    BuildOptions options(Path out) throws IOException {
        return new BuildOptions(
                SharedOptions.repository(spec, repo),
                out,
                url(),
                versions(),
                families(),
                new BuildOptions.Look(
                        title(),
                        logo.getValue() == null ? null : logo(),
                        templates.getValue() == null ? null : templates(),
                        SharedOptions.isSet(localIcons) ? BuildOptions.Icons.LOCAL : BuildOptions.Icons.ELSEWHERE,
                        previous.getValue() == null ? null : previous()),
                SharedOptions.isSet(strict),
                SharedOptions.isSet(allowNonAscii));
    }

    private String title() {
        String text = title.getValue();
        if (text == null) {
            return BuildOptions.Look.USUAL.title();
        }
        boolean isPlain = text.codePoints()
                .noneMatch(c -> Character.isISOControl(c)
                        || Character.getType(c) == Character.FORMAT
                        || Character.getType(c) == Character.SURROGATE);
        if (text.isBlank() || text.length() > LONGEST_TITLE || !isPlain) {
            throw SharedOptions.wrong(
                    spec,
                    title,
                    Problem.quote(text) + " cannot be a title, expected one line of 1 to " + LONGEST_TITLE
                            + " characters");
        }
        return text.strip();
    }

    private Path logo() throws IOException {
        Path file = SharedOptions.path(spec, logo);
        if (!Files.isRegularFile(file)) {
            throw SharedOptions.wrong(spec, logo, "there is no file " + file);
        }
        try {
            Logo.read(file);
            return file;
        } catch (IllegalArgumentException e) {
            throw SharedOptions.wrong(spec, logo, file + " " + e.getMessage());
        }
    }

    private PublishedRevisions previous() throws IOException {
        try {
            return PreviousSite.read(previous.getValue());
        } catch (IllegalArgumentException e) {
            throw SharedOptions.wrong(spec, previous, String.valueOf(e.getMessage()));
        }
    }

    private Path templates() {
        Path directory = SharedOptions.path(spec, templates);
        if (!Files.isDirectory(directory)) {
            throw SharedOptions.wrong(spec, templates, "there is no directory " + directory);
        }
        return directory;
    }

    private List<DcosReleaseVersion> versions() {
        List<String> given = SharedOptions.words(dcosVersion);
        if (given.isEmpty()) {
            return DcosReleaseVersion.DEFAULTS;
        }
        return given.stream()
                .map(word -> DcosReleaseVersion.parse(word.strip())
                        .orElseThrow(() -> SharedOptions.wrong(
                                spec,
                                dcosVersion,
                                Problem.quote(word) + " is no DC/OS version, expected dotted numbers like 1.13")))
                .toList();
    }

    private Set<Family> families() {
        EnumSet<Family> families = EnumSet.noneOf(Family.class);
        for (String word : SharedOptions.words(without)) {
            families.add(Family.parse(word.strip())
                    .orElseThrow(() -> SharedOptions.wrong(
                            spec, without, Problem.quote(word) + " is no family; there are " + words(FAMILIES))));
        }
        return families;
    }

    private @Nullable URI url() {
        String text = baseUrl.getValue();
        if (text == null) {
            return null;
        }
        try {
            URI url = new URI(text.endsWith("/") ? text : text + "/");
            boolean isWeb = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
            if (isWeb
                    && url.getHost() != null
                    && url.getRawQuery() == null
                    && url.getRawFragment() == null
                    && url.getRawUserInfo() == null) {
                return url;
            }
        } catch (URISyntaxException e) {
            throw SharedOptions.wrong(spec, baseUrl, Problem.quote(text) + " is no URL: " + e.getReason());
        }
        throw SharedOptions.wrong(
                spec, baseUrl, Problem.quote(text) + " cannot be a site, expected one like https://host/path/");
    }

    private static OptionSpec.Builder list(String name, String label) {
        return OptionSpec.builder(name)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .arity("1")
                .splitRegex(",")
                .splitRegexSynopsisLabel(",")
                .paramLabel(label);
    }

    private static String words(List<?> values) {
        return values.stream().map(Object::toString).collect(Collectors.joining(", "));
    }
}
