package io.github.orrery.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.orrery.json.Json;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.ScriptTimeoutException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * The installed Chromium, one for a test class; each test begins with a blank page of 1280 x 900, light, with scripts and
 * without what pages stored. It reaches this machine only. A test fails where a page wrote an error to the console
 * (refused by its Content-Security-Policy, a file that is not there, a script that threw) or asked another host for
 * anything but an image. Where Chromium is not installed, the class is skipped and says so.
 *
 * <pre>{@code
 * @Tag("browser")
 * class ListTest {
 *     @RegisterExtension
 *     static final Browser BROWSER = new Browser();
 *
 *     @Test
 *     void findsByName() {
 *         BROWSER.open(site.resolve("packages.html").toUri());
 *         BROWSER.find("#q").sendKeys("kafka");
 *         BROWSER.waitFor("document.querySelector('[role=status]').textContent.startsWith('1 ')");
 *     }
 * }
 * }</pre>
 */
public final class Browser implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
    private static final List<String> CHROMIUM = List.of("/usr/bin/chromium", "/usr/bin/google-chrome");
    private static final List<String> DRIVER = List.of("/usr/bin/chromedriver", "/usr/lib/chromium/chromedriver");
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String NOWHERE = "about:blank";

    /** Kept, since a logger's level lasts as long as the logger: it warns that it has no protocol for this Chromium. */
    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    static {
        SELENIUM.setLevel(Level.SEVERE);
    }

    private final Set<String> origins = new TreeSet<>();
    private final List<String> requests = new ArrayList<>();
    private final List<String> outside = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();
    private int classes;
    private Path profile;
    private ChromeDriver driver;

    @Override
    public void beforeAll(ExtensionContext test) throws IOException {
        // A nested class shares the browser of the one around it.
        if (classes++ > 0) {
            return;
        }
        String chromium = installed(CHROMIUM);
        String driverPath = installed(DRIVER);
        Path target = Files.createDirectories(Path.of("target").toAbsolutePath());
        profile = Files.createTempDirectory(target, "chromium");
        ChromeOptions options = new ChromeOptions().setBinary(chromium);
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-default-apps",
                "--disable-extensions",
                "--disable-sync",
                "--no-first-run",
                "--no-pings",
                "--hide-scrollbars",
                "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
                "--user-data-dir=" + profile);
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        options.setExperimentalOption("perfLoggingPrefs", Map.of("enableNetwork", true, "enablePage", false));
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(new File(driverPath))
                .usingAnyFreePort()
                .withSilent(true)
                .build();
        driver = new ChromeDriver(service, options);
        driver.manage().timeouts().scriptTimeout(PATIENCE).pageLoadTimeout(PATIENCE);
        driver.get(NOWHERE);
        forget();
    }

    @Override
    public void beforeEach(ExtensionContext test) {
        size(1280, 900);
        media("", "light");
        scripts(true);
    }

    @Override
    public void afterEach(ExtensionContext test) {
        try {
            demandQuiet();
        } finally {
            scripts(true);
            driver.get(NOWHERE);
            for (String origin : origins) {
                command("Storage.clearDataForOrigin", Map.of("origin", origin, "storageTypes", "all"));
            }
            origins.clear();
            forget();
        }
    }

    @Override
    public void afterAll(ExtensionContext test) throws IOException {
        if (--classes > 0) {
            return;
        }
        if (driver != null) {
            driver.quit();
        }
        if (profile != null) {
            try (Stream<Path> files = Files.walk(profile)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /** Opens a page, {@code file:} or {@code http:}, and waits until it and what it loads is there. */
    public Browser open(URI page) {
        origins.add(
                page.getScheme().equals("file") ? "file://" : page.resolve("/").toString());
        driver.get(page.toString());
        return this;
    }

    /** A page of a site on the disk: {@code open(site, "packages.html#letter-K")}. */
    public Browser open(Path site, String page) {
        return open(URI.create(site.toAbsolutePath().toUri() + page));
    }

    /** The first element that a selector matches. */
    public WebElement find(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    /** All elements that a selector matches. */
    public List<WebElement> all(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    /** The visible text of the first element that a selector matches. */
    public String text(String selector) {
        return find(selector).getText();
    }

    /** Presses keys, wherever the focus is: {@code press(Keys.TAB, Keys.ENTER)}, {@code press("/")}. */
    public Browser press(CharSequence... keys) {
        for (CharSequence key : keys) {
            new Actions(driver).sendKeys(key).perform();
        }
        return this;
    }

    /** The element that has the focus. */
    public WebElement focused() {
        return driver.switchTo().activeElement();
    }

    /** What a script returns: {@code eval("return document.title")}. Works where the page's own scripts are off, too. */
    public Object eval(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** Waits until an expression of the page is true. */
    public Browser waitFor(String expression) {
        String script = "const done = arguments[arguments.length - 1];" + "(function look() { if (" + expression
                + ") { done(true); } else { setTimeout(look, 5); } })();";
        for (int pages = 0; pages < 5; pages++) {
            try {
                driver.executeAsyncScript(script);
                return this;
            } catch (ScriptTimeoutException e) {
                throw new AssertionError("never true: " + expression + " on " + url(), e);
            } catch (JavascriptException e) {
                // The page made room for another one; look there.
            }
        }
        throw new AssertionError("fails: " + expression + " on " + url());
    }

    /** The address of the page, with its query and fragment. */
    public String url() {
        return driver.getCurrentUrl();
    }

    public Browser back() {
        driver.navigate().back();
        return this;
    }

    public Browser forward() {
        driver.navigate().forward();
        return this;
    }

    /** Whether pages opened from now on may run scripts. */
    public Browser scripts(boolean on) {
        return command("Emulation.setScriptExecutionDisabled", Map.of("value", !on));
    }

    /** The size of the page in CSS pixels; 320 is the narrowest that must work. */
    public Browser size(int width, int height) {
        return command(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    public Browser dark() {
        return media("", "dark");
    }

    /** As it would be printed. */
    public Browser print() {
        return media("print", "light");
    }

    /** @param features CSS media features and what they are, e.g. {@code "forced-colors", "active"} */
    public Browser media(String type, String scheme, String... features) {
        List<Map<String, String>> list = new ArrayList<>();
        list.add(Map.of("name", "prefers-color-scheme", "value", scheme));
        for (int i = 0; i < features.length; i += 2) {
            list.add(Map.of("name", features[i], "value", features[i + 1]));
        }
        return command("Emulation.setEmulatedMedia", Map.of("media", type, "features", list));
    }

    /** What the copy buttons left. */
    public String clipboard() {
        command("Browser.grantPermissions", Map.of("permissions", List.of("clipboardReadWrite")));
        return String.valueOf(driver.executeAsyncScript(
                "const done = arguments[0]; navigator.clipboard.readText().then(done, e => done('' + e));"));
    }

    /** What the browser shows now, as PNG. */
    public void screenshot(Path png) {
        write(png, driver.getScreenshotAs(OutputType.BYTES));
    }

    /** Whether everything fits the width, also what only a section cuts off: no page may be scrolled sideways. */
    public boolean fitsItsWidth() {
        return Boolean.TRUE.equals(eval("document.querySelectorAll('main > section').forEach(section =>"
                + " section.style.contentVisibility = section.style.overflow = 'visible');"
                + "return document.documentElement.scrollWidth <= document.documentElement.clientWidth"));
    }

    /** What axe finds against WCAG 2.2 A and AA and good practice on the page as it is now, a line for each element. */
    public List<String> axe() {
        driver.executeScript(Axe.SCRIPT);
        Object found = driver.executeAsyncScript(Axe.RUN);
        List<String> lines = new ArrayList<>();
        for (Object line : (List<?>) found) {
            lines.add(String.valueOf(line));
        }
        return lines;
    }

    /** Every address that was asked for since the test began, or since {@link #forget}; not those of {@code data:}. */
    public List<String> requests() {
        collect();
        return List.copyOf(requests);
    }

    /** The addresses of other hosts that were asked for; they are never reached. */
    public List<String> outsideRequests() {
        collect();
        return List.copyOf(outside);
    }

    /** The errors of the console since the test began, or since {@link #forget}. */
    public List<String> errors() {
        collect();
        return List.copyOf(errors);
    }

    /** Forgets errors and requests, where they were expected. */
    public Browser forget() {
        collect();
        requests.clear();
        outside.clear();
        refused.clear();
        errors.clear();
        return this;
    }

    /** Fails on errors in the console, and on requests to other hosts but for images. */
    public Browser demandQuiet() {
        collect();
        assertThat(errors).as("errors in the console").isEmpty();
        assertThat(refused).as("requests to other hosts").isEmpty();
        return this;
    }

    /** For what is not here. */
    public ChromeDriver driver() {
        return driver;
    }

    private Browser command(String name, Map<String, Object> parameters) {
        driver.executeCdpCommand(name, parameters);
        return this;
    }

    private void collect() {
        for (LogEntry entry : driver.manage().logs().get(LogType.PERFORMANCE)) {
            JsonNode message = Json.parseOwn(entry.getMessage().getBytes(StandardCharsets.UTF_8))
                    .path("message");
            String url = message.path("params").path("request").path("url").asText();
            if (message.path("method").asText().equals("Network.requestWillBeSent") && isFetched(url)) {
                requests.add(url);
                String type = message.path("params").path("type").asText();
                if (!isHere(url)) {
                    outside.add(url);
                    if (!type.equals("Image")) {
                        refused.add(type + " " + url);
                    }
                }
            }
        }
        for (LogEntry entry : driver.manage().logs().get(LogType.BROWSER)) {
            String message = entry.getMessage();
            boolean ofOtherHost = message.contains("net::ERR_NAME_NOT_RESOLVED")
                    && outside.stream().anyMatch(message::startsWith);
            if (entry.getLevel().intValue() >= Level.SEVERE.intValue() && !ofOtherHost) {
                errors.add(message);
            }
        }
    }

    private static boolean isFetched(String url) {
        return !url.startsWith("data:") && !url.equals(NOWHERE);
    }

    private static boolean isHere(String url) {
        return url.startsWith("file:") || url.startsWith("http://127.0.0.1:") || url.startsWith("blob:");
    }

    private static String installed(List<String> candidates) {
        String found = candidates.stream()
                .filter(path -> Files.isExecutable(Path.of(path)))
                .findFirst()
                .orElse(null);
        assumeTrue(
                found != null, "skipped: none of " + candidates + " is installed (Debian: chromium, chromium-driver)");
        return found;
    }

    private static void write(Path file, byte[] bytes) {
        try {
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
