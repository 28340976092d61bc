package io.github.orrery.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.orrery.BuildOptions;
import io.github.orrery.testing.Browser;
import io.github.orrery.testing.BuiltSite;
import io.github.orrery.testing.Corpus;
import io.github.orrery.testing.LoopbackSite;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

/** Every kind of page in a browser: quiet, and usable by everyone, however it is shown. */
@Tag("browser")
class PagesInABrowserTest {
    private static final List<String> OWN = List.of(
            "packages/sundial/index.html",
            "packages/glintboard/index.html",
            "packages/heronbase/index.html",
            "packages/heronbase/revision-0.html",
            "packages/quillpad/index.html");
    private static final List<String> REAL = List.of(
            "packages/kafka/index.html",
            "packages/cassandra/revision-0.html",
            "packages/marathon/index.html",
            "packages/dcos-enterprise-cli/index.html",
            "packages/hello-world/index.html");

    @RegisterExtension
    static final Browser BROWSER = new Browser();

    @TempDir
    static Path work;

    private static Path site;

    @BeforeAll
    static void build() {
        site = work.resolve("site");
        BuiltSite.of(Path.of("../repo"), site);
    }

    @Test
    void areAccessibleFromTheDisk() throws IOException {
        for (String page : pages(site, OWN)) {
            BROWSER.open(site, page);

            assertThat(BROWSER.axe()).as(page).isEmpty();
        }
        assertThat(BROWSER.requests()).allMatch(request -> request.startsWith("file:"));
    }

    @Test
    void areAccessibleFromAHost() throws IOException {
        try (LoopbackSite host = new LoopbackSite(site)) {
            for (String page : pages(site, OWN)) {
                BROWSER.open(host.page(page));

                assertThat(BROWSER.axe()).as(page).isEmpty();
            }
            assertThat(BROWSER.requests()).allMatch(request -> request.startsWith("http://127.0.0.1:"));
        }
    }

    @Test
    void areAccessibleInTheDark() throws IOException {
        BROWSER.dark();
        for (String page : pages(site, OWN)) {
            BROWSER.open(site, page);

            assertThat(BROWSER.axe()).as(page).isEmpty();
        }
    }

    @Test
    void areAccessibleAndFitOnANarrowScreen() throws IOException {
        BROWSER.size(320, 640);
        for (String page : pages(site, OWN)) {
            BROWSER.open(site, page);

            assertThat(BROWSER.fitsItsWidth()).as(page).isTrue();
            assertThat(BROWSER.axe()).as(page).isEmpty();
        }
    }

    /** Each family, size and weight is looked up before a page's first line is painted, with the sections below it. */
    @ParameterizedTest
    @ValueSource(strings = {"packages.html", "packages/heronbase/index.html"})
    void areWrittenInFewKindsOfLetters(String page) {
        BROWSER.size(412, 823);
        BROWSER.open(site, page);

        Object kinds = BROWSER.eval(
                """
                const kinds = new Set();
                for (const element of document.body.querySelectorAll(':not(svg *)')) {
                  const says = Array.from(element.childNodes).some(node => node.nodeType === 3 && node.data.trim());
                  if (says && element.getClientRects().length) {
                    const style = getComputedStyle(element);
                    kinds.add([style.fontFamily, style.fontSize, style.fontWeight].join(' '));
                  }
                }
                return Array.from(kinds).sort();
                """);

        assertThat((List<?>) kinds).hasSizeBetween(5, 9);
    }

    /** Colours of the system's choice take away backgrounds and shadows: borders have to tell things apart. */
    @Test
    void areReadableInColoursOfTheSystemsChoice() {
        BROWSER.media("", "light", "forced-colors", "active");
        BROWSER.open(site, "packages/sundial/index.html").waitFor("document.querySelector('.copy')");

        for (String bordered : List.of(".badge", ".icon", ".cmds code", ".copy", "#try-open")) {
            assertThat(BROWSER.eval("const style = getComputedStyle(document.querySelector('" + bordered + "'));"
                            + "return style.borderTopStyle + ' ' + (parseFloat(style.borderTopWidth) > 0)"))
                    .as(bordered)
                    .isEqualTo("solid true");
        }
        assertThat(BROWSER.axe()).isEmpty();
    }

    @Test
    void showScreenshotsThatPackagesBringWithThem() {
        BROWSER.open(site, "packages/glintboard/index.html").eval("document.querySelector('.shots').scrollIntoView()");
        BROWSER.waitFor("document.querySelector('.shots img').naturalWidth > 0");

        assertThat(BROWSER.eval("return document.querySelector('.shots img').alt"))
                .isEqualTo("Screenshot 1 of glintboard");
    }

    @Test
    void areCompleteWithoutScripts() throws IOException {
        BROWSER.scripts(false);
        for (String page : pages(site, OWN)) {
            BROWSER.open(site, page);

            assertThat(BROWSER.text("h1")).as(page).isNotEmpty();
            assertThat(BROWSER.all("input, select, button").stream().filter(control -> control.isDisplayed()))
                    .as("controls that need scripts on %s", page)
                    .isEmpty();
        }
    }

    @Test
    void arePrintedWithoutWhatIsOnlyForScreens() throws IOException {
        BROWSER.print();
        for (String page : pages(site, OWN)) {
            BROWSER.open(site, page);

            assertThat(BROWSER.find("h1").isDisplayed()).as(page).isTrue();
            assertThat(BROWSER.all("header nav, .skip, button, input").stream()
                            .filter(control -> control.isDisplayed()))
                    .as("controls on paper of %s", page)
                    .isEmpty();
        }
    }

    @Test
    void loadTheirStylesheetUnderTheirOwnPolicy() {
        BROWSER.open(site, "packages.html");

        assertThat(BROWSER.find("body").getCssValue("margin-top")).isEqualTo("0px");
        assertThat(BROWSER.find(".bar").getCssValue("background-color")).isNotEqualTo("rgba(0, 0, 0, 0)");
    }

    @Test
    void refuseScriptThatWasPutIntoThem() {
        BROWSER.open(site, "packages.html");
        BROWSER.eval("const s = document.createElement('script'); s.textContent = 'window.__pwned = 1';"
                + "document.body.append(s); document.body.setAttribute('onclick', 'window.__pwned = 2');"
                + "document.body.click()");

        assertThat(BROWSER.eval("return window.__pwned")).isNull();
        assertThat(BROWSER.errors()).isNotEmpty().allMatch(error -> error.contains("Content Security Policy"));
        BROWSER.forget();
    }

    @ParameterizedTest
    @ValueSource(strings = {"packages.html", "packages/sundial/index.html"})
    void askNoOtherHostForAnythingButIcons(String page) {
        BROWSER.open(site, page);
        BROWSER.eval("document.querySelectorAll('img').forEach(image => image.loading = 'eager');"
                + "window.scrollTo(0, document.body.scrollHeight)");

        BROWSER.demandQuiet();
    }

    @Test
    void rememberWhetherSomebodyWantsThemDark() {
        BROWSER.open(site, "packages.html").waitFor("document.querySelector('.theme select')");
        Object light = background();
        choose("dark");
        Object dark = background();
        assertThat(dark).isNotEqualTo(light);
        assertThat(BROWSER.axe()).isEmpty();
        BROWSER.open(site, "packages/sundial/index.html").waitFor("document.querySelector('.theme select')");
        assertThat(background()).isEqualTo(dark);
        assertThat(BROWSER.find(".theme select").getDomProperty("value")).isEqualTo("dark");
        BROWSER.dark();
        choose("light");
        assertThat(background()).isEqualTo(light);
        choose("");
        assertThat(background()).isEqualTo(dark);
    }

    @Test
    void looksLikeTheOthersWhereNothingIsAndLeadsOn() throws IOException {
        Path hosted = work.resolve("hosted");
        BuildOptions all = BuildOptions.of(Path.of("../repo"), hosted);
        BuiltSite.of(new BuildOptions(
                all.repo(),
                hosted,
                URI.create("https://example.com/universe/"),
                all.dcosVersions(),
                all.without(),
                all.look(),
                false,
                false));
        try (LoopbackSite host = new LoopbackSite(hosted)) {
            BROWSER.open(host.page("packages/gone/for/good.html"));
            assertThat(BROWSER.errors()).allMatch(error -> error.contains("404"));
            BROWSER.forget();
            assertThat(BROWSER.text("h1")).isEqualTo("Not found");
            assertThat(BROWSER.find("body").getCssValue("margin-top")).isEqualTo("0px");
            assertThat(BROWSER.axe()).isEmpty();
            BROWSER.find("#q").sendKeys("heron", Keys.ENTER);
            BROWSER.waitFor("location.pathname === '/universe/packages.html' && location.search === '?q=heron'");
            BROWSER.back().waitFor("location.pathname.endsWith('good.html')");
            BROWSER.find(".button").click();
            BROWSER.waitFor("location.pathname === '/universe/packages.html'");
            BROWSER.forget();
        }
    }

    /** The real Universe. */
    @Nested
    @Tag("corpus")
    class OfCorpus {
        @TempDir
        static Path realWork;

        private static Path real;

        @BeforeAll
        static void build() {
            real = realWork.resolve("site");
            BuiltSite.of(Corpus.universe3(), real);
        }

        static Stream<String> realPages() throws IOException {
            return pages(real, REAL).stream();
        }

        @ParameterizedTest
        @MethodSource("realPages")
        void isQuietAndAccessible(String page) {
            BROWSER.open(real, page);
            assertThat(BROWSER.axe()).as("light").isEmpty();
            BROWSER.dark();
            assertThat(BROWSER.axe()).as("dark").isEmpty();
            BROWSER.size(320, 640);
            assertThat(BROWSER.axe()).as("narrow").isEmpty();
            assertThat(BROWSER.fitsItsWidth()).isTrue();
        }

        @ParameterizedTest
        @ValueSource(ints = {412, 1280})
        void leadsToTheSectionThatALinkNames(int width) {
            BROWSER.size(width, 823);
            BROWSER.open(real, "packages/kafka/index.html");
            List<?> sections = (List<?>)
                    BROWSER.eval("return Array.from(document.querySelectorAll('.toc a'), link => link.hash).reverse()");
            assertThat(sections).hasSizeGreaterThan(8);

            for (Object section : sections) {
                BROWSER.eval(
                        """
                        document.querySelector('.toc a[href="' + arguments[0] + '"]').click();
                        cancelAnimationFrame(window.looking);
                        window.still = 0;
                        let at = -1;
                        (function look() {
                          still = scrollY === at ? still + 1 : 0;
                          at = scrollY;
                          looking = requestAnimationFrame(look);
                        })();
                        """,
                        section);
                BROWSER.waitFor("window.still > 20");

                assertThat(top(section)).as("%s", section).isBetween(0L, 60L);
            }
        }

        private static long top(Object section) {
            return (Long) BROWSER.eval(
                    "return Math.round(document.querySelector(arguments[0]).getBoundingClientRect().top)", section);
        }
    }

    private static Object background() {
        return BROWSER.eval("return getComputedStyle(document.body).backgroundColor");
    }

    private static void choose(String theme) {
        BROWSER.eval(
                "const s = document.querySelector('.theme select'); s.value = arguments[0];"
                        + "s.dispatchEvent(new Event('change'));",
                theme);
    }

    /** All pages of the root but that which only hosts show, and some of packages. */
    private static List<String> pages(Path root, List<String> ofPackages) throws IOException {
        try (Stream<Path> files = Files.list(root)) {
            return Stream.concat(
                            files.map(file -> file.getFileName().toString())
                                    .filter(name -> name.endsWith(".html") && !name.equals("404.html"))
                                    .sorted(),
                            ofPackages.stream())
                    .toList();
        }
    }
}
