package io.github.orrery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.orrery.serve.PreviewMode;
import io.github.orrery.serve.ServeLimits;
import io.github.orrery.testing.Browser;
import io.github.orrery.testing.TestRepo;
import io.github.orrery.testing.UnexpectedFailures;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.WebDriverException;

/** A page that is open while its package is written. */
@Tag("browser")
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class SitePreviewInABrowserTest {
    private static final String PANEL = "document.querySelector('.orrery-problems')";

    @RegisterExtension
    static final Browser BROWSER = new Browser();

    private static final List<SitePreview> PREVIEWS = new ArrayList<>();

    @TempDir
    private Path directory;

    private final UnexpectedFailures unexpected = new UnexpectedFailures();
    private TestRepo repo;

    @BeforeEach
    void open() throws IOException {
        repo = TestRepo.in(directory.resolve("repo")).revision("kafka", 0);
        ServeOptions serving = new ServeOptions(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                PreviewMode.FOLLOWING,
                List.of(),
                ServeLimits.DEFAULT);
        SitePreview preview = SitePreview.begin(
                        BuildOptions.of(repo.path(), Path.of("unused")), serving, Progress.SILENT, unexpected)
                .preview()
                .orElseThrow();
        PREVIEWS.add(preview);
        BROWSER.open(URI.create("http://127.0.0.1:" + preview.port() + "/packages/kafka/index.html"));
    }

    @AfterEach
    void nothingUnexpectedHappened() {
        unexpected.demandNone();
    }

    /** The page asks for the next state until the browser leaves it. */
    @AfterAll
    static void close() throws IOException {
        for (SitePreview preview : PREVIEWS) {
            preview.close();
        }
    }

    @Test
    void loadsItselfAgainAfterEachChange() {
        for (String text : List.of("First change.", "Second change.")) {
            repo.revision("kafka", 0, r -> r.set("description", "\"" + text + "\""));

            await("document.querySelector('main').textContent.includes('" + text + "')");
        }
    }

    @Test
    void showsWhatIsWrongAboveTheLastPageUntilItIsMended() {
        repo.revision("kafka", 0, r -> r.set("description", "\"Wrong.\"").set("version", "\"<b>1</b>\""));
        await(PANEL + " !== null");

        assertThat(BROWSER.find(".orrery-problems[role=alert]").getText())
                .contains("The site could not be built: 1 error", "package.json:", "<b>1</b>");
        assertThat(BROWSER.find("main").getText())
                .contains("A package for a test.")
                .doesNotContain("Wrong.");
        assertThat(BROWSER.axe()).isEmpty();

        repo.revision("kafka", 0, r -> r.set("description", "\"Mended.\""));
        await(PANEL + " === null && document.querySelector('main').textContent.includes('Mended.')");
    }

    /** Waits until an expression is true of the page that is shown then, whichever that is. */
    private static void await(String expression) {
        while (!holds(expression)) {
            LockSupport.parkNanos(20_000_000);
        }
    }

    private static boolean holds(String expression) {
        try {
            return Boolean.TRUE.equals(BROWSER.eval("return " + expression));
        } catch (WebDriverException e) {
            return false; // the page makes room for the next one
        }
    }
}
