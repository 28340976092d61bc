package io.github.orrery.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.orrery.testing.BuiltSite;
import io.github.orrery.testing.Corpus;
import io.github.orrery.testing.HtmlValidator;
import io.github.orrery.testing.SiteLinks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole sites: every page is valid HTML, and every link within the site leads to a file and a place that are there. */
class PagesAreSoundTest {
    private static final int THREADS = 3;

    /** What holds of every site. */
    interface Sound {
        Path site();

        @Test
        default void validHtml() throws Exception {
            assertThat(errors(site())).isEmpty();
        }

        @Test
        default void liveLinks() throws IOException {
            assertThat(SiteLinks.dead(site())).isEmpty();
        }
    }

    /** This project's own Universe. */
    @Nested
    class OfOwn implements Sound {
        @TempDir
        static Path work;

        @BeforeAll
        static void build() {
            BuiltSite.of(Path.of("../repo"), work.resolve("site"));
        }

        @Override
        public Path site() {
            return work.resolve("site");
        }
    }

    /** The real Universe. */
    @Nested
    @Tag("corpus")
    class OfCorpus implements Sound {
        @TempDir
        static Path work;

        @BeforeAll
        static void build() {
            BuiltSite.of(Corpus.universe3(), work.resolve("site"));
        }

        @Override
        public Path site() {
            return work.resolve("site");
        }
    }

    @Test
    void whatIsWrongIsFound(@TempDir Path directory) throws Exception {
        Files.writeString(directory.resolve("a.html"), "<!DOCTYPE html><title>x</title><p id=x><a href='#y'>y</a>");
        Files.writeString(
                directory.resolve("b.html"),
                "<!DOCTYPE html><html lang=en><title>x</title><p id=x foo=1><a href='a.html#x'>1</a>"
                        + "<a href='c.html'>2</a><a href='/a.html'>3</a><a href='.'>4</a>");

        assertThat(errors(directory)).singleElement().asString().contains("foo");
        assertThat(SiteLinks.dead(directory))
                .containsExactly("a.html -> #y", "b.html -> c.html", "b.html -> /a.html", "b.html -> .");
    }

    private static List<String> errors(Path site) throws Exception {
        List<Path> pages = HtmlValidator.pages(site);
        assertThat(pages).isNotEmpty();
        // The checker's grammar is deep.
        ExecutorService threads =
                Executors.newFixedThreadPool(THREADS, task -> new Thread(null, task, "checker", 32 << 20));
        try {
            List<Callable<List<String>>> tasks = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int first = i;
                tasks.add(() -> {
                    HtmlValidator validator = new HtmlValidator();
                    List<String> errors = new ArrayList<>();
                    for (int at = first; at < pages.size(); at += THREADS) {
                        errors.addAll(validator.errors(pages.get(at)));
                    }
                    return errors;
                });
            }
            List<String> all = new ArrayList<>();
            for (Future<List<String>> errors : threads.invokeAll(tasks)) {
                all.addAll(errors.get());
            }
            return all;
        } finally {
            threads.shutdownNow();
        }
    }
}
