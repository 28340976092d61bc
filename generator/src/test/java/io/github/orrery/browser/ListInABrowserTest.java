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
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The list of packages in the hands of somebody who looks for one. */
@Tag("browser")
class ListInABrowserTest {
    private static final int PACKAGES = 14;

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
    void searchesAsOneTypesAndSaysHowMuchItFound() {
        open("");
        type("heron");
        assertThat(shown()).containsExactly("heronbase");
        assertThat(BROWSER.text("[role=status]")).isEqualTo("1 package of 14");
        type(Keys.BACK_SPACE, Keys.BACK_SPACE, Keys.BACK_SPACE, Keys.BACK_SPACE, Keys.BACK_SPACE);
        assertThat(shown()).hasSize(PACKAGES);
        assertThat(BROWSER.text("[role=status]")).startsWith("14 packages in ");
    }

    @Test
    void namesNoClusterForWhatNoneSees() {
        open("?q=sootline");
        BROWSER.waitFor("document.querySelector('#results .min')");
        assertThat(BROWSER.eval("return document.querySelector('#results .min').textContent"))
                .isEqualTo(BROWSER.eval("return document.querySelector('#p-sootline .min').textContent"))
                .isEqualTo("");
    }

    @Test
    void forgivesATypingError() {
        open("");
        type("loomowrks");
        assertThat(shown()).containsExactly("loomworks", "loomworks-cluster");
        assertThat(BROWSER.text("[role=status]")).contains("spelled like");
    }

    @Test
    void keepsWhatOneAsksInTheAddressAndGoesBack() {
        open("");
        type("database");
        assertThat(BROWSER.url()).endsWith("packages.html?q=database");
        choose("#dcos", "1.10");
        assertThat(BROWSER.url()).endsWith("packages.html?q=database&dcos=1.10");
        tick("Kind", "framework");
        assertThat(BROWSER.url()).endsWith("packages.html?q=database&dcos=1.10&kind=framework");
        BROWSER.back().waitFor("!location.search.includes('kind')");
        assertThat(checked()).isEmpty();
        BROWSER.back().waitFor("!location.search.includes('dcos')");
        assertThat(BROWSER.find("#dcos").getDomProperty("value")).isEmpty();
        assertThat(shown()).containsExactly("heronbase");
        BROWSER.back().waitFor("location.search === ''");
        assertThat(BROWSER.find("#q").getDomProperty("value")).isEmpty();
        assertThat(shown()).hasSize(PACKAGES);
        BROWSER.forward().waitFor("location.search !== ''");
        assertThat(shown()).containsExactly("heronbase");
    }

    @Test
    void showsTheSameToWhomeverTheAddressIsSent() {
        open("?q=database&dcos=1.10&tag=sql");
        assertThat(shown()).containsExactly("heronbase");
        assertThat(BROWSER.find("#q").getDomProperty("value")).isEqualTo("database");
        assertThat(BROWSER.find("#dcos").getDomProperty("value")).isEqualTo("1.10");
        assertThat(BROWSER.all("#chips button"))
                .extracting(WebElement::getText)
                .containsExactly("\u201cdatabase\u201d", "DC/OS 1.10", "tag: sql", "Clear all");
    }

    @Test
    void comesBackFromAPackageToWhatOneLookedFor() {
        open("?tag=database");
        BROWSER.find("#results h3 a").click();
        BROWSER.waitFor("location.pathname.endsWith('heronbase/index.html')");
        BROWSER.back().waitFor("location.search === '?tag=database'");
        BROWSER.waitFor("document.querySelectorAll('#results .card').length === 1");
    }

    @Test
    void showsWhatTheChosenClusterInstalls() {
        open("");
        choose("#dcos", "1.10");
        WebElement card = BROWSER.all("#results .card").stream()
                .filter(one -> one.findElement(By.cssSelector("h3")).getText().equals("heronbase"))
                .findFirst()
                .orElseThrow();
        assertThat(card.getText()).contains("3.2.1").contains("DC/OS \u2265 1.10");
        assertThat(card.findElement(By.tagName("a")).getDomAttribute("href"))
                .isEqualTo("packages/heronbase/revision-2.html");
        assertThat(shown()).doesNotContain("sootline", "loomworks");
        choose("#dcos", "");
        assertThat(shown()).contains("sootline", "loomworks");
    }

    @Test
    void countsWhatEachFilterWouldShow() {
        open("?dcos=1.8");
        assertThat(BROWSER.text("[role=status]")).isEqualTo("6 packages of 14, as DC/OS 1.8 sees them");
        assertThat(facet("Kind")).containsExactly("service 4", "framework 1", "CLI only 1");
        tick("Kind", "service");
        assertThat(facet("Kind")).containsExactly("service 4", "framework 1", "CLI only 1");
        assertThat(shown()).hasSize(4);
        BROWSER.all("#chips button").get(1).click();
        assertThat(shown()).hasSize(6);
    }

    @Test
    void unfoldsLongFacets() {
        open("");
        assertThat(facet("Tag")).hasSize(7);
        BROWSER.find("button[aria-label$='values of tag']").click();
        assertThat(facet("Tag").size()).isGreaterThan(20);
        tick("Tag", "queue");
        assertThat(shown()).containsExactly("tidewire");
    }

    @Test
    void sorts() {
        open("");
        choose("#sort", "revisions");
        assertThat(shown()).hasSize(PACKAGES).startsWith("heronbase", "mizzen");
        choose("#sort", "newest");
        assertThat(BROWSER.url()).endsWith("?sort=newest");
        choose("#sort", "");
        assertThat(shown()).startsWith("brindle", "cinderkv");
    }

    @Test
    void helpsWhereNothingMatches() {
        open("?q=heronbsae&tag=queue");
        assertThat(shown()).isEmpty();
        BROWSER.waitFor("document.querySelectorAll('#empty button').length >= 3");
        assertThat(BROWSER.text("#empty"))
                .contains("Nothing matches")
                .contains("Without \u201cheronbsae\u201d there is 1 package.")
                .contains("Without tag: queue there is 1 package.")
                .contains("Show all 14 packages");
        BROWSER.all("#empty button").get(1).click();
        assertThat(shown()).containsExactly("heronbase");
        open("?q=hrnbas");
        BROWSER.waitFor("document.querySelector('#empty button')");
        assertThat(BROWSER.text("#empty")).contains("Did you mean heronbase");
        assertThat(BROWSER.axe()).isEmpty();
    }

    @Test
    void worksWithKeysAlone() {
        open("");
        BROWSER.press("/");
        assertThat(BROWSER.focused().getDomAttribute("id")).isEqualTo("q");
        BROWSER.press("m", "i", "z", Keys.ENTER);
        assertThat(BROWSER.focused().getText()).isEqualTo("mizzen");
        BROWSER.press(Keys.ARROW_UP);
        assertThat(BROWSER.focused().getDomAttribute("id")).isEqualTo("q");
        BROWSER.press(Keys.ESCAPE);
        assertThat(shown()).hasSize(PACKAGES);
        assertThat(BROWSER.focused().getDomAttribute("id")).isEqualTo("q");
        BROWSER.press(Keys.ARROW_DOWN, Keys.ARROW_DOWN);
        assertThat(BROWSER.focused().getText()).isEqualTo("cinderkv");
        BROWSER.press(Keys.ENTER).waitFor("location.pathname.endsWith('cinderkv/index.html')");
    }

    @Test
    void reachesEveryFilterByTheTabKey() {
        open("");
        BROWSER.press("/");
        for (String id : List.of("dcos", "sort")) {
            BROWSER.press(Keys.TAB);
            assertThat(BROWSER.focused().getDomAttribute("id")).isEqualTo(id);
        }
        BROWSER.press(Keys.TAB);
        assertThat(BROWSER.focused().getDomAttribute("type")).isEqualTo("checkbox");
        BROWSER.press(" ");
        assertThat(BROWSER.url()).contains("?kind=");
        assertThat(BROWSER.focused().getDomAttribute("type")).isEqualTo("checkbox");
        BROWSER.press(" ");
        assertThat(BROWSER.url()).endsWith("packages.html");
    }

    @Test
    void isWholeWithoutScripts() {
        BROWSER.scripts(false);
        open("?q=heronbase");
        assertThat(BROWSER.all("#all .card")).hasSize(PACKAGES).allMatch(WebElement::isDisplayed);
        assertThat(BROWSER.all("#find, #facets, #filters")).noneMatch(WebElement::isDisplayed);
        assertThat(BROWSER.all("#letters a, #browse a")).isNotEmpty().allMatch(WebElement::isDisplayed);
        assertThat(BROWSER.text("main")).contains("dcos package repo add").contains("Changed most recently");
    }

    @Test
    void worksFromAHostToo() throws IOException {
        try (LoopbackSite host = new LoopbackSite(site)) {
            BROWSER.open(host.page("packages.html"));
            type("heron");
            assertThat(shown()).containsExactly("heronbase");
            assertThat(BROWSER.requests()).allMatch(request -> request.startsWith("http://127.0.0.1:"));
            BROWSER.open(host.page("index.html"));
            type("heron", Keys.ENTER);
            BROWSER.waitFor("location.search === '?q=heron'");
            assertThat(shown()).containsExactly("heronbase");
        }
    }

    @Test
    void foldsItsFiltersOnANarrowScreen() {
        BROWSER.size(320, 640);
        open("?q=database");
        assertThat(BROWSER.fitsItsWidth()).isTrue();
        assertThat(BROWSER.find("#facets").isDisplayed()).isFalse();
        BROWSER.find("#filters").click();
        assertThat(BROWSER.find("#filters").getDomAttribute("aria-expanded")).isEqualTo("true");
        assertThat(BROWSER.find("#facets").isDisplayed()).isTrue();
        assertThat(BROWSER.fitsItsWidth()).isTrue();
        assertThat(BROWSER.axe()).isEmpty();
    }

    @Test
    void isAccessibleInTheDark() {
        BROWSER.dark();
        open("?dcos=1.10&tag=database");
        assertThat(BROWSER.axe()).isEmpty();
    }

    @Test
    void printsTheListWithoutItsControls() {
        open("");
        BROWSER.print();
        assertThat(BROWSER.all("#find, #side, .bar nav")).noneMatch(WebElement::isDisplayed);
        assertThat(BROWSER.find("#all .card").isDisplayed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1280, 412})
    void movesNothingWhenTheScriptStarts(int width) {
        BROWSER.size(width, 820);
        open("");
        BROWSER.waitFor("!document.querySelector('#find').hidden");
        Object shift = BROWSER.driver()
                .executeAsyncScript("const done = arguments[0]; let sum = 0;"
                        + "new PerformanceObserver(list => list.getEntries().forEach(e => { sum += e.value; }))"
                        + ".observe({type: 'layout-shift', buffered: true}); setTimeout(() => done(sum), 50);");
        assertThat(((Number) shift).doubleValue()).isLessThan(0.001);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tags.html",
                "maintainers.html",
                "new.html",
                "use.html",
                "health.html",
                "clusters.html",
                "api.html"
            })
    void hasPagesAroundItThatAreQuietAccessibleAndNarrow(String page) {
        BROWSER.size(320, 640);
        BROWSER.open(site, page);
        assertThat(BROWSER.axe()).isEmpty();
        assertThat(BROWSER.fitsItsWidth()).isTrue();
        assertThat(BROWSER.requests()).allMatch(request -> request.startsWith("file:"));
    }

    private static void open(String query) {
        BROWSER.open(site, "packages.html" + query);
    }

    private static void type(CharSequence... keys) {
        BROWSER.find("#q").sendKeys(keys);
    }

    private static void choose(String select, String value) {
        BROWSER.eval(
                "const s = document.querySelector(arguments[0]); s.value = arguments[1];"
                        + "s.dispatchEvent(new Event('change', {bubbles: true}));",
                select,
                value);
    }

    private static void tick(String facet, String value) {
        BROWSER.eval(
                "Array.from(document.querySelectorAll('#facets fieldset'))"
                        + ".filter(f => f.querySelector('legend').textContent === arguments[0])"
                        + ".forEach(f => Array.from(f.querySelectorAll('label'))"
                        + ".filter(l => l.querySelector('span').textContent === arguments[1])"
                        + ".forEach(l => l.click()));",
                facet,
                value);
    }

    private static List<String> shown() {
        return texts("return Array.from(document.querySelectorAll('.cards:not([hidden]):not(.off) h3'))"
                + ".map(h => h.textContent)");
    }

    private static List<String> checked() {
        return texts("return Array.from(document.querySelectorAll('#facets input:checked'))");
    }

    private static List<String> facet(String title) {
        return texts(
                "return Array.from(document.querySelectorAll('#facets fieldset'))"
                        + ".filter(f => f.querySelector('legend').textContent === arguments[0])"
                        + ".flatMap(f => Array.from(f.querySelectorAll('label'))"
                        + ".map(l => Array.from(l.querySelectorAll('span')).map(s => s.textContent).join(' ')))",
                title);
    }

    private static List<String> texts(String script, Object... arguments) {
        List<?> found = (List<?>) BROWSER.eval(script, arguments);
        return found.stream().map(String::valueOf).toList();
    }
}
