package io.github.orrery.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.orrery.testing.Browser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** A list of more than a thousand packages in the hands of somebody who looks for one. */
@Tag("browser")
class SplitListInABrowserTest {
    private static final int PACKAGES = 1001;

    @RegisterExtension
    static final Browser BROWSER = new Browser();

    @TempDir
    static Path site;

    @BeforeAll
    static void write() throws IOException {
        GeneratedList.write(site, PACKAGES);
    }

    @Test
    void findsWhatOtherPagesList() {
        BROWSER.open(site, "packages-k.html");
        BROWSER.find("#q").sendKeys("storage-signal");
        assertThat(BROWSER.url()).endsWith("packages-k.html?q=storage-signal");
        assertThat(names("#results").get(0)).startsWith("storage-signal-");
        assertThat(BROWSER.find("#results h3 a").getDomAttribute("href"))
                .isEqualTo("packages/" + names("#results").get(0) + "/index.html");
        assertThat(BROWSER.text("#results .v")).matches("\\d\\.\\d+\\.0");
        assertThat(BROWSER.text("[role=status]")).matches("\\d+ packages? of 1001");
        assertThat(BROWSER.find("#letters").isDisplayed()).isFalse();
        assertThat(BROWSER.text("#part")).isEqualTo("Packages found");
        assertThat(BROWSER.axe()).isEmpty();
    }

    @Test
    void makesTheCardsOfOtherLettersLikeItsOwn() {
        BROWSER.open(site, "packages.html?q=kafka");
        BROWSER.waitFor("document.querySelectorAll('#results .card').length > 10");
        String name = names("#results").get(0);
        Object made = BROWSER.eval(
                "return document.querySelector('#results .card').innerHTML.replace(/>\\s+</g, '><').trim()");
        BROWSER.open(site, "packages-k.html");
        assertThat(BROWSER.eval(
                        "return document.getElementById('p-' + arguments[0]).innerHTML.replace(/>\\s+</g, '><').trim()",
                        name))
                .isEqualTo(made);
    }

    @Test
    void goesBackToItsLetter() {
        BROWSER.open(site, "packages-k.html?q=zzzzzz");
        assertThat(names("#results")).isEmpty();
        BROWSER.find("#q").sendKeys(Keys.ESCAPE);
        BROWSER.waitFor("document.querySelector('#results').hidden");
        assertThat(names("#all")).isNotEmpty().allMatch(name -> name.startsWith("k"));
        assertThat(BROWSER.text("#part")).isEqualTo("Packages that begin with K");
        assertThat(BROWSER.find("#letters").isDisplayed()).isTrue();
    }

    @Test
    void leadsThroughTheLettersWithoutScripts() {
        BROWSER.scripts(false);
        BROWSER.open(site, "packages.html");
        assertThat(names("#all")).isNotEmpty().allMatch(name -> name.startsWith("b"));
        BROWSER.find("#letters a:last-child").click();
        BROWSER.waitFor("location.pathname.endsWith('packages-s.html')");
        assertThat(names("#all")).isNotEmpty().allMatch(name -> name.startsWith("s"));
    }

    @Test
    void fitsANarrowScreen() {
        BROWSER.size(320, 640);
        BROWSER.open(site, "packages-q.html");
        assertThat(BROWSER.fitsItsWidth()).isTrue();
        assertThat(BROWSER.axe()).isEmpty();
    }

    private static List<String> names(String list) {
        List<?> names = (List<?>) BROWSER.eval(
                "return Array.from(document.querySelectorAll(arguments[0] + ' h3'), h => h.textContent)", list);
        return names.stream().map(String::valueOf).toList();
    }
}
