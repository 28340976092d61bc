package io.github.orrery.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.orrery.app.AppRenderer;
import io.github.orrery.model.PackageSelection;
import io.github.orrery.testing.Browser;
import io.github.orrery.testing.DirectoryOutput;
import io.github.orrery.testing.TestRepo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The texts of {@link CatalogueHostileTextTest} in a browser, in every field at once: whatever a visitor touches, nothing
 * runs, nothing is asked of other hosts, and no part of the page moves. An alert, an error in the console, which a
 * refusal by the page's policy is too, or a request fails the test.
 */
@Tag("browser")
class HostileTextInABrowserTest {
    @RegisterExtension
    static final Browser BROWSER = new Browser();

    /** Touches everything that can be touched, and lets scripts of the page do what follows. */
    private static final String TOUCH =
            """
            const done = arguments[0];
            const frame = () => new Promise(next => setTimeout(next, 30));
            (async () => {
              for (let round = 0; round < 2; round++) {
                let filters = 0; // a list has hundreds, all made alike
                for (const details of document.querySelectorAll('details')) { details.open = round === 0; }
                for (const select of document.querySelectorAll('select')) {
                  select.selectedIndex = round === 0 ? select.options.length - 1 : 0;
                  select.dispatchEvent(new Event('change', {bubbles: true}));
                }
                for (const field of document.querySelectorAll('input, textarea')) {
                  if (field.type === 'checkbox') { if (filters++ < 20) { field.click(); } continue; }
                  field.value = round === 0 ? 'script' : '';
                  field.dispatchEvent(new Event('input', {bubbles: true}));
                  field.dispatchEvent(new Event('change', {bubbles: true}));
                }
                for (const button of document.querySelectorAll('button, [role=button]')) {
                  if (!button.form || button.type !== 'submit') { button.click(); }
                }
                await frame();
                for (const element of document.querySelectorAll('body *')) {
                  for (const event of ['mouseover', 'focus', 'toggle', 'begin', 'load', 'animationstart']) {
                    element.dispatchEvent(new Event(event));
                  }
                }
                await frame();
              }
              done(true);
            })();
            """;

    /** What a page holds that no template and no script of ours puts there. */
    private static final String STRANGE =
            """
            const strange = [...document.querySelectorAll(
                'iframe, object, embed, base, style, video, audio, math, foreignObject, animate, applet, portal')]
              .map(element => element.outerHTML.slice(0, 100));
            for (const element of document.querySelectorAll('*')) {
              for (const attribute of element.attributes) {
                if (/^on|^style$|^srcdoc$|^formaction$/i.test(attribute.name)
                    || /^\\s*(javascript|vbscript|data:text)/i.test(attribute.value)
                       && ['href', 'src', 'action', 'xlink:href'].includes(attribute.name)) {
                  strange.push(element.tagName + ' ' + attribute.name + '=' + attribute.value.slice(0, 100));
                }
              }
            }
            for (const script of document.scripts) {
              if (script.type === 'application/ld+json') { // data, which no browser runs: it has to be whole
                if (JSON.parse(script.textContent)['@context'] !== 'https://schema.org') {
                  strange.push(script.outerHTML);
                }
                continue;
              }
              if (!/^(https?|file):.*\\/(assets\\/[a-z]+\\.[0-9a-f]+|search-index|data)\\.js$/.test(script.src)) {
                strange.push(script.outerHTML);
              }
            }
            const places = [...document.body.children].map(element => element.className || element.id).join(' ');
            if (!/^skip bar main foot/.test(places)) { strange.push('body: ' + places); }
            if (document.querySelectorAll('main').length !== 1) { strange.push('main'); }
            if (window.__pwned !== undefined) { strange.push('ran: ' + window.__pwned); }
            return strange;
            """;

    @TempDir
    static Path work;

    private static List<String> payloads;

    @BeforeAll
    static void build() throws IOException {
        payloads = CatalogueHostileTextTest.payloads().stream()
                .map(payload -> payload.replace("alert(1)", "alert(window.__pwned=1)"))
                .toList();
        TestRepo repo = TestRepo.in(work.resolve("repo"));
        for (int i = 0; i < payloads.size(); i++) {
            String payload = payloads.get(i);
            repo.revision(name(i), 0, files -> CatalogueHostileTextTest.fill(files, payload))
                    .revision(name(i), 1, files -> CatalogueHostileTextTest.fill(files, payload + " changed"));
        }
        String megabyte = "<img src=x onerror=alert(window.__pwned=1)> \\\"".repeat(1_000_000 / 46);
        String plain = "{}";
        repo.revision("longdescription", 0, files -> files.set("description", "\"" + megabyte + "\"")
                        .file("resource.json", plain))
                .revision("longnotes", 0, files -> files.set("postInstallNotes", "\"" + megabyte + "\"")
                        .file("resource.json", plain))
                .revision("longoption", 0, files -> files.file("resource.json", plain)
                        .file(
                                "config.json",
                                "{\"properties\": {\"a\": {\"type\": \"string\", \"description\": \"" + megabyte
                                        + "\", \"default\": \"\"}}}"))
                .revision(
                        "longimage",
                        0,
                        files -> files.file("resource.json", "{\"images\": {\"icon-medium\": \"" + megabyte + "\"}}"));
        CatalogueRenderer renderer = new CatalogueRenderer(
                Templates.bundled(), CatalogueUnderTest.options(Set.of()), () -> Warned.NONE, fault -> assertThat(fault)
                        .isNull());
        DirectoryOutput output = new DirectoryOutput(work.resolve("site"));
        renderer.begin(output);
        for (PackageSelection selection : CatalogueUnderTest.selections(work.resolve("repo"))) {
            renderer.render(selection, new AppRenderer(), output).join();
        }
        renderer.finish();
    }

    static Stream<String> packages() {
        return Stream.concat(
                IntStream.range(0, CatalogueHostileTextTest.payloads().size()).mapToObj(i -> name(i)),
                Stream.of("longdescription", "longnotes", "longoption", "longimage"));
    }

    @ParameterizedTest
    @MethodSource("packages")
    void runsNothingOnPackagePages(String name) {
        BROWSER.open(work.resolve("site"), "packages/" + name + "/index.html");
        touchAndLook();
        if (name.startsWith("victim")) {
            String payload = payloads.get(Integer.parseInt(name.substring(6)));
            String letters = letters(payload);
            assertThat(letters(BROWSER.eval("return document.querySelector('main').textContent")))
                    .as("readable")
                    .contains(letters.substring(0, Math.min(40, letters.length())));
        }
    }

    @ParameterizedTest
    @MethodSource("topPages")
    void runsNothingOnPagesOfAllPackages(String page) {
        BROWSER.open(work.resolve("site"), page);
        touchAndLook();
    }

    static Stream<String> topPages() {
        return Stream.of(
                "index.html",
                "packages.html",
                "tags.html",
                "maintainers.html",
                "new.html",
                "use.html",
                "clusters.html",
                "health.html",
                "api.html");
    }

    @Test
    void runsNothingThatIsSearchedFor() {
        for (String payload : payloads.subList(0, 12)) {
            BROWSER.open(work.resolve("site"), "packages.html");
            BROWSER.eval(
                    "const field = document.querySelector('input[type=search]'); field.value = arguments[0];"
                            + "field.dispatchEvent(new Event('input', {bubbles: true}));",
                    payload);
            touchAndLook();
            BROWSER.open(
                    work.resolve("site"),
                    "packages.html?q=" + encoded(payload) + "&tag=" + encoded(payload) + "#" + encoded(payload));
            touchAndLook();
        }
    }

    @Test
    void wouldSeeWhatRuns() {
        BROWSER.open(work.resolve("site"), "packages.html");
        BROWSER.eval("document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=x onerror=alert(1)>')");

        assertThat((List<?>) BROWSER.eval(STRANGE)).isNotEmpty();
        BROWSER.waitFor("document.querySelector('img[src=x]').complete");
        assertThat(BROWSER.errors()).anyMatch(error -> error.contains("Content Security Policy"));
        BROWSER.forget();
    }

    private static void touchAndLook() {
        BROWSER.driver().executeAsyncScript(TOUCH);
        assertThat((List<?>) BROWSER.eval(STRANGE)).isEmpty();
        BROWSER.demandQuiet();
        assertThat(BROWSER.outsideRequests()).isEmpty();
    }

    private static String encoded(String text) {
        return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
    }

    private static String letters(Object text) {
        return String.valueOf(text).replaceAll("[^\\p{L}\\p{Nd}]", "");
    }

    private static String name(int i) {
        return "victim" + i;
    }
}
