package io.github.orrery.render;

import freemarker.cache.ClassTemplateLoader;
import freemarker.cache.FileTemplateLoader;
import freemarker.cache.MultiTemplateLoader;
import freemarker.cache.StrongCacheStorage;
import freemarker.cache.TemplateLoader;
import freemarker.core.HTMLOutputFormat;
import freemarker.core.ParseException;
import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.MalformedTemplateNameException;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import freemarker.template.TemplateHashModel;
import freemarker.template.TemplateNotFoundException;
import io.github.orrery.problem.Problem;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The page templates: those that come with the program, single ones replaced by files of the user's directory. They
 * escape everything, see view records only and can load no class (trust.md 8.5). Safe for several threads.
 */
public final class Templates {
    private static final String BUNDLED = "/io/github/orrery/templates/";
    private static final String EXTENSION = ".ftlh";

    /** The templates of a build, those first that are needed first. */
    private static final List<String> PAGES = List.of(
            "visibility.ftlh",
            "options.ftlh",
            "package.ftlh",
            "packages.ftlh",
            "index.ftlh",
            "use.ftlh",
            "groups.ftlh",
            "new.ftlh",
            "clusters.ftlh",
            "health.ftlh",
            "not-found.ftlh",
            "api.ftlh");

    /** What the templates of pages import. */
    private static final List<String> PARTS = List.of("layout.ftlh", "partials/marks.ftlh");

    private final Configuration configuration;
    private final Map<String, Template> parsed = new ConcurrentHashMap<>();
    private final @Nullable Path overrides;

    private Templates(@Nullable Path overrides) throws IOException {
        this.overrides = overrides;
        this.configuration = configuration(loader(overrides));
    }

    /** The templates of the program. */
    public static Templates bundled() {
        try {
            return new Templates(null);
        } catch (IOException e) {
            throw new UncheckedIOException("the class path cannot be read", e);
        }
    }

    /**
     * The templates of the program, each replaced by the file of its name in a directory where there is one.
     *
     * @throws IOException where the directory cannot be read
     */
    public static Templates withOverrides(Path directory) throws IOException {
        return new Templates(directory);
    }

    /**
     * What a template makes of a view, which it sees as {@code view}.
     *
     * @param out what it writes into; what that holds is forgotten
     * @throws PageFault.Thrown where the template is broken
     */
    byte[] render(String template, Record view, Utf8Writer out) {
        out.clear();
        try {
            TemplateHashModel model =
                    new ViewOnly(configuration.getObjectWrapper().wrap(view));
            parsed(template).process(model, out);
            return out.take();
        } catch (ParseException e) {
            throw broken(e);
        } catch (TemplateNotFoundException | MalformedTemplateNameException e) {
            throw thrown(template, 0, 0, "there is no such template");
        } catch (TemplateException e) {
            Integer line = e.getLineNumber();
            Integer column = e.getColumnNumber();
            String name = e.getTemplateSourceName();
            throw thrown(
                    name == null ? template : name,
                    line == null ? 0 : line,
                    column == null ? 0 : column,
                    e.getMessageWithoutStackTop());
        } catch (StackOverflowError e) {
            throw thrown(template, 0, 0, "its macros call each other without end");
        } catch (IOException e) {
            if (e.getCause() instanceof ParseException before) {
                throw broken(before);
            }
            throw new UncheckedIOException("cannot read the template " + template, e);
        }
    }

    /** Parses all templates ahead, so that no page has to wait; what is wrong with one is told where it is rendered. */
    void prepare() {
        for (String page : PAGES) {
            prepare(page);
        }
    }

    private void prepare(String page) {
        try {
            parsed(page);
        } catch (IOException | RuntimeException | VirtualMachineError | LinkageError e) {
            return; // the same happens again to whoever renders it
        }
    }

    /** The template, parsed by one thread while others wait: parsing is most of what a template costs. */
    private Template parsed(String name) throws IOException {
        Template known = parsed.get(name);
        if (known == null) {
            synchronized (parsed) {
                for (String part : PARTS) {
                    configuration.getTemplate(part);
                }
                known = configuration.getTemplate(name);
                parsed.put(name, known);
            }
        }
        return known;
    }

    /**
     * A file that pages need, e.g. {@code assets/site.css}: the user's where there is one.
     *
     * @throws UncheckedIOException where the user's cannot be read
     */
    byte[] asset(String name) {
        try {
            if (overrides != null) {
                Path file = overrides.resolve(name);
                if (Files.isRegularFile(file)) {
                    return Files.readAllBytes(file);
                }
            }
            try (InputStream bundled = Templates.class.getResourceAsStream(BUNDLED + name)) {
                if (bundled == null) {
                    throw new IllegalArgumentException("no such asset: " + name);
                }
                return bundled.readAllBytes();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }

    private static PageFault.Thrown broken(ParseException e) {
        return thrown(e.getTemplateName(), e.getLineNumber(), e.getColumnNumber(), e.getEditorMessage());
    }

    private static PageFault.Thrown thrown(@Nullable String template, int line, int column, @Nullable String message) {
        return new PageFault.Thrown(new PageFault(
                template == null ? "" : template,
                Math.max(line, 0),
                Math.max(column, 0),
                Problem.oneLine(firstSentence(message))));
    }

    /** FreeMarker's messages go on for many lines; the first, and what it announces by a colon, says what is wrong. */
    private static String firstSentence(@Nullable String message) {
        List<String> lines = message == null
                ? List.of()
                : message.lines().filter(line -> !line.isBlank()).toList();
        if (lines.isEmpty()) {
            return "cannot be used";
        }
        String first = lines.get(0).strip();
        if (!first.endsWith(":") || lines.size() < 2) {
            return first;
        }
        String second = lines.get(1).replace("==>", "").strip();
        int place = second.indexOf("  [in ");
        return first + " " + (place < 0 ? second : second.substring(0, place));
    }

    private static TemplateLoader loader(@Nullable Path overrides) throws IOException {
        TemplateLoader bundled = new ClassTemplateLoader(Templates.class, BUNDLED);
        if (overrides == null) {
            return new EscapingOnly(bundled);
        }
        File directory = overrides.toFile();
        TemplateLoader own = new FileTemplateLoader(directory);
        return new EscapingOnly(new MultiTemplateLoader(new TemplateLoader[] {own, bundled}));
    }

    private static Configuration configuration(TemplateLoader loader) {
        Configuration made = new Configuration(Configuration.VERSION_2_3_34);
        made.setTemplateLoader(loader);
        made.setObjectWrapper(new ViewWrapper());
        made.setOutputFormat(HTMLOutputFormat.INSTANCE);
        made.setRecognizeStandardFileExtensions(true);
        made.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        made.setLogTemplateExceptions(false);
        made.setWrapUncheckedExceptions(true);
        made.setFallbackOnNullLoopVariable(false);
        made.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
        made.setAPIBuiltinEnabled(false);
        made.setLocale(Locale.ROOT);
        made.setTimeZone(TimeZone.getTimeZone("UTC"));
        made.setNumberFormat("c");
        made.setBooleanFormat("c");
        made.setDefaultEncoding(StandardCharsets.UTF_8.name());
        made.setOutputEncoding(StandardCharsets.UTF_8.name());
        made.setLocalizedLookup(false);
        made.setCacheStorage(new StrongCacheStorage());
        made.setTemplateUpdateDelayMilliseconds(Long.MAX_VALUE);
        return made;
    }

    /** The data model's root: one name. */
    private record ViewOnly(freemarker.template.TemplateModel view) implements TemplateHashModel {
        @Override
        public freemarker.template.@Nullable TemplateModel get(String name) {
            return name.equals("view") ? view : null;
        }

        @Override
        public boolean isEmpty() {
            return false;
        }
    }

    /** Finds templates only under the extension that makes FreeMarker escape. */
    private record EscapingOnly(TemplateLoader loader) implements TemplateLoader {
        @Override
        public @Nullable Object findTemplateSource(String name) throws IOException {
            return name.endsWith(EXTENSION) ? loader.findTemplateSource(name) : null;
        }

        @Override
        public long getLastModified(Object source) {
            return loader.getLastModified(source);
        }

        @Override
        public Reader getReader(Object source, String encoding) throws IOException {
            return loader.getReader(source, encoding);
        }

        @Override
        public void closeTemplateSource(Object source) throws IOException {
            loader.closeTemplateSource(source);
        }
    }
}
