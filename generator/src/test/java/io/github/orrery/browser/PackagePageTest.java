package io.github.orrery.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.orrery.testing.Browser;
import io.github.orrery.testing.BuiltSite;
import io.github.orrery.testing.LoopbackSite;
import io.github.orrery.testing.TestRepo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** A package's page in a browser: copying, filtering options, the path between two versions. */
@Tag("browser")
class PackagePageTest {
    @RegisterExtension
    static final Browser BROWSER = new Browser();

    private static final String PAGE = "packages/kafka/index.html";

    @TempDir
    static Path work;

    private static Path site;

    @BeforeAll
    static void build() {
        site = work.resolve("site");
        BuiltSite.of(
                TestRepo.in(work.resolve("repo"))
                        .revision("kafka", 0, files -> version(files, "1.0", "[]"))
                        .revision("kafka", 1, files -> version(files, "1.1", "[\"1.0\"]"))
                        .revision("kafka", 2, files -> version(files, "1.2", "[\"1.1\", \"0.9-<b>\"]"))
                        .revision(
                                "kafka",
                                3,
                                files -> version(files, "1.3", "[\"1.2\", \"1.1\"]")
                                        .set("minDcosReleaseVersion", "\"1.12\"")
                                        .file(
                                                "config.json",
                                                """
                                        {"properties": {
                                          "service": {"properties": {
                                            "name": {"type": "string", "default": "kafka"},
                                            "log": {"properties": {
                                              "level": {"type": "string", "description": "How much it says."},
                                              "file": {"properties": {"path": {"type": "string"}}}}}}},
                                          "brokers": {"properties": {
                                            "count": {"type": "integer", "description": "How many."}}}}}
                                        """))
                        .path(),
                site);
    }

    private static TestRepo.RevisionFiles version(TestRepo.RevisionFiles files, String version, String from) {
        return files.set("packagingVersion", "\"4.0\"")
                .set("version", "\"" + version + "\"")
                .set("upgradesFrom", from)
                .set("downgradesTo", "[]")
                .set("minDcosReleaseVersion", "\"1.10\"");
    }

    /** So that what is clicked stands still. */
    @BeforeEach
    void withoutMotion() {
        BROWSER.media("", "light", "prefers-reduced-motion", "reduce");
    }

    @Test
    void copiesACommandFromTheDisk() {
        BROWSER.open(site, PAGE);
        BROWSER.find(".cmds .copy").click();

        BROWSER.waitFor("document.querySelector('.cmds .copy').textContent === 'Copied'");
        assertThat(BROWSER.clipboard()).isEqualTo("dcos package install kafka");
        assertThat(BROWSER.find(".cmds .copy").getAttribute("aria-label")).isEqualTo("Copy the command");
    }

    @Test
    void copiesWithTheKeyboardFromAHostThatHasNoClipboardToGive() throws IOException {
        try (LoopbackSite host = new LoopbackSite(site)) {
            BROWSER.open(host.page(PAGE));
            BROWSER.eval("Object.defineProperty(navigator, 'clipboard', {value: undefined, configurable: true});");
            WebElement button = BROWSER.all(".cmds .copy").get(1);
            BROWSER.eval("arguments[0].focus()", button);
            BROWSER.press(Keys.ENTER);

            BROWSER.waitFor("document.querySelectorAll('.cmds .copy')[1].textContent === 'Copied'");
            assertThat(BROWSER.focused()).isEqualTo(button);
            BROWSER.eval("delete navigator.clipboard");
            assertThat(BROWSER.clipboard()).isEqualTo("dcos package install kafka --package-version=1.3");
        }
    }

    @Test
    void filtersOptionsByEveryWord() {
        BROWSER.open(site, PAGE);
        BROWSER.find("#options-filter").sendKeys("LOG says");

        assertThat(options()).containsExactly("service.log.level");
        assertThat(BROWSER.text("#options-count")).isEqualTo("1 of 4 options");
        assertThat(BROWSER.find("#brokers").isDisplayed()).isFalse();
        assertThat(BROWSER.axe()).isEmpty();

        BROWSER.find("#options-filter").clear();
        BROWSER.find("#options-filter").sendKeys("nothing has this");
        assertThat(options()).isEmpty();
        assertThat(BROWSER.text("#options-count")).isEqualTo("0 of 4 options");
    }

    @Test
    void foldsInnerObjectsAndOpensThemForALink() {
        BROWSER.open(site, PAGE);
        WebElement log = BROWSER.find("[id='service.log'] .fold");
        log.click();

        assertThat(options()).containsExactly("service.name", "brokers.count");
        assertThat(log.getAttribute("aria-expanded")).isEqualTo("false");
        BROWSER.eval("location.hash = '#service.log.file.path'");
        BROWSER.waitFor("!document.getElementById('service.log.file.path').hidden");
        assertThat(options())
                .containsExactly("service.name", "service.log.level", "service.log.file.path", "brokers.count");
    }

    @Test
    void foldsAllGroups() {
        BROWSER.open(site, PAGE);
        BROWSER.find("#options-fold").click();

        assertThat(options()).isEmpty();
        BROWSER.find("#options-fold").click();
        assertThat(options()).hasSize(4);
    }

    @Test
    void findsTheShortestPathAndKeepsItInTheAddress() {
        BROWSER.open(site, PAGE);
        choose("#path-from", "1.0");
        choose("#path-to", "1.3");

        assertThat(BROWSER.text("#path-result"))
                .isEqualTo("2 steps, on DC/OS 1.12 or newer:\nupgrade to 1.1\nupgrade to 1.3");
        assertThat(BROWSER.all(".graph .on text").stream().map(WebElement::getText))
                .containsExactly("1.3", "1.1", "1.0");
        assertThat(BROWSER.url()).endsWith("#path=0..3");
        assertThat(BROWSER.axe()).isEmpty();

        BROWSER.open(site, PAGE + "#path=1..2");
        assertThat(BROWSER.text("#path-result")).isEqualTo("One step, on DC/OS 1.10 or newer:\nupgrade to 1.2");
    }

    @Test
    void saysWhereNoPathLeads() {
        BROWSER.open(site, PAGE);
        choose("#path-from", "1.3");
        choose("#path-to", "0.9-<b>");

        assertThat(BROWSER.text("#path-result"))
                .isEqualTo("No chain of upgrades and downgrades that a cluster sees leads from 1.3 to 0.9-<b>.");
    }

    @Test
    void comparesTwoRevisionsAndKeepsThemInTheAddress() {
        BROWSER.open(site, PAGE);
        BROWSER.find("#compare-show").click();
        BROWSER.waitFor("document.querySelector('#compare-result section')");

        assertThat(BROWSER.url()).endsWith("#compare=2..3");
        assertThat(BROWSER.text("#compare-status"))
                .isEqualTo("4 options added, 1 removed, 0 changed; 2 changes may break an installation.");
        assertThat(BROWSER.text("#compare-result"))
                .contains("Needs DC/OS breaking 1.10 → 1.12")
                .contains("cpus breaking")
                .contains("service.log.level")
                .contains("App definition\n1.3 (revision 3) gives no app with default options: ");
        assertThat(BROWSER.axe()).isEmpty();

        BROWSER.open(site, PAGE + "#compare=0..1");
        BROWSER.waitFor("document.querySelector('#compare-result section')");
        assertThat(BROWSER.text("#compare-status"))
                .isEqualTo("0 options added, 0 removed, 0 changed; no change breaks an installation's options.");
        assertThat(BROWSER.text("#compare-result")).contains("1.0 → 1.1");
    }

    @Test
    void leadsFromARevisionToWhatChangedInIt() {
        BROWSER.open(site, "packages/kafka/revision-3.html");
        WebElement link = BROWSER.find("aside > a");

        assertThat(link.getText()).isEqualTo("What changed since 1.2");
        link.click();
        BROWSER.waitFor("document.querySelector('#compare-result section')");
        assertThat(BROWSER.url()).endsWith("packages/kafka/index.html#compare=2..3");
    }

    @Test
    void saysEverythingWithoutScripts() {
        BROWSER.scripts(false).open(site, PAGE);

        assertThat(BROWSER.all(".copy, .fold").stream().filter(WebElement::isDisplayed))
                .isEmpty();
        assertThat(BROWSER.find("#path").isDisplayed()).isFalse();
        assertThat(BROWSER.find("#compare").isDisplayed()).isFalse();
        assertThat(BROWSER.find("#options-tools").isDisplayed()).isFalse();
        assertThat(BROWSER.find(".graph").isDisplayed()).isTrue();
        assertThat(options()).hasSize(4);
    }

    @Test
    void fitsANarrowScreenInTheDark() {
        BROWSER.size(320, 640).dark().open(site, PAGE);

        assertThat(BROWSER.fitsItsWidth()).isTrue();
        assertThat(BROWSER.axe()).isEmpty();
    }

    private static void choose(String select, String text) {
        BROWSER.eval(
                "const s = document.querySelector(arguments[0]); s.selectedIndex = Array.from(s.options)"
                        + ".findIndex(o => o.text === arguments[1]);"
                        + " s.dispatchEvent(new Event('change', {bubbles: true}));",
                select,
                text);
    }

    /** The options that are to be seen. */
    private static List<String> options() {
        return BROWSER.all(".opts tr:not(.sub) th[scope=row] a").stream()
                .filter(WebElement::isDisplayed)
                .map(WebElement::getText)
                .toList();
    }
}
