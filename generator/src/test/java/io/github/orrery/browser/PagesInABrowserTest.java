package io.github.orrery.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.orrery.testing.Browser;
import io.github.orrery.testing.BuiltSite;
import io.github.orrery.testing.LoopbackSite;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages of this project's own Universe in a browser. */
@Tag("browser")
class PagesInABrowserTest {
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

    @ParameterizedTest
    @ValueSource(strings = {"index.html", "packages.html", "packages/sundial/index.html"})
    void areQuietAndAccessibleFromTheDisk(String page) {
        BROWSER.open(site, page);

        assertThat(BROWSER.axe()).isEmpty();
        assertThat(BROWSER.requests()).allMatch(request -> request.startsWith("file:"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"index.html", "packages.html", "packages/sundial/index.html"})
    void areQuietAndAccessibleFromAHost(String page) throws IOException {
        try (LoopbackSite host = new LoopbackSite(site)) {
            BROWSER.open(host.page(page));

            assertThat(BROWSER.axe()).isEmpty();
            assertThat(BROWSER.requests()).allMatch(request -> request.startsWith("http://127.0.0.1:"));
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

    @Test
    void fitANarrowScreen() {
        BROWSER.size(320, 640);
        for (String page : List.of("index.html", "packages.html", "packages/sundial/index.html")) {
            BROWSER.open(site, page);

            assertThat(BROWSER.fitsItsWidth()).as(page).isTrue();
        }
    }
}
