package io.github.orrery.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.orrery.testing.Browser;
import io.github.orrery.testing.BuiltSite;
import io.github.orrery.testing.TestRepo;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;

/** The form of a package's page, opened from a disk. */
@Tag("browser")
class FormInABrowserTest {
    private static final String CONFIG =
            """
            {"type": "object", "properties": {
              "service": {"type": "object", "description": "The service.", "required": ["name"], "properties": {
                "name": {"type": "string", "default": "kafka", "minLength": 2, "description": "Its id."},
                "user": {"type": "string", "default": "nobody"},
                "cpus": {"type": "number", "default": 0.5, "minimum": 0.1},
                "port": {"type": "integer", "default": 9000},
                "level": {"type": "string", "enum": ["INFO", "WARN"], "default": "INFO"},
                "debug": {"type": "boolean", "default": false},
                "hosts": {"type": "array", "default": ["a"]}}},
              "log": {"type": "object", "properties": {
                "rotate": {"type": "object", "properties": {"keep": {"type": "integer", "default": 3, "maximum": 10}}}}}}}
            """;

    private static final String TEMPLATE =
            """
            {"id": "{{service.name}}", "user": "{{service.user}}", "cpus": {{service.cpus}}, "debug": {{service.debug}},
             {{#service.debug}}
             "verbose": "{{service.level}}",
             {{/service.debug}}
             "hosts": {{service.hosts}}, "keep": {{log.rotate.keep}}}
            """;

    private static final String HOSTILE = "<img src=x onerror=window.__pwned=1>";

    @RegisterExtension
    static final Browser BROWSER = new Browser();

    @TempDir
    static Path work;

    private static Path site;

    @BeforeAll
    static void build() {
        TestRepo repo = TestRepo.in(work.resolve("repo"))
                .revision("kafka", 0, files -> files.set("version", "\"1.0\""))
                .revision("kafka", 1, files -> files.set("version", "\"1.1\"")
                        .file("config.json", CONFIG)
                        .file("marathon.json.mustache", TEMPLATE))
                .revision("plain", 0, files -> files.without("config.json")
                        .file("marathon.json.mustache", "{\"id\": \"plain\"}"))
                .revision("tool", 0, files -> files.without("marathon.json.mustache")
                        .without("config.json"))
                .revision("hostile", 0, files -> files.file(
                                "config.json",
                                "{\"properties\": {\"__proto__\": {\"type\": \"string\", \"default\": \"p\"}, \"constructor\":"
                                        + " {\"properties\": {\"prototype\": {\"type\": \"string\", \"pattern\": \"^(a?)*(a*)*$\"}}}, \"H\":"
                                                .replace("H", HOSTILE)
                                        + " {\"type\": \"string\", \"description\": \"H</script>\", \"enum\": [\"H\", \"x\"]}}}"
                                                .replace("H", HOSTILE))
                        .file(
                                "marathon.json.mustache",
                                "{\"p\": \"{{__proto__}}\", \"c\": \"{{constructor.prototype}}\", \"l\": {\"" + HOSTILE
                                        + "\": 1}}"));
        site = work.resolve("site");
        BuiltSite.of(repo.path(), site);
    }

    @Test
    void showsTheAppAsOneTypes() {
        open("kafka/index.html");
        assertThat(app()).contains("\"id\": \"kafka\"", "\"cpus\": 0.5", "\"hosts\": [\n    \"a\"\n  ]");
        assertThat(pane("options.json")).isEqualTo("{}");
        assertThat(pane("Command")).isEqualTo("dcos package install kafka --package-version=1.1");

        field("name").sendKeys("broker");
        field("debug").sendKeys("true");

        BROWSER.waitFor("document.querySelector('.outcome').textContent.includes('verbose')");
        assertThat(app()).contains("\"id\": \"broker\"", "\"verbose\": \"INFO\"");
        assertThat(pane("options.json"))
                .isEqualTo("{\n  \"service\": {\n    \"name\": \"broker\",\n    \"debug\": true\n  }\n}");
        assertThat(pane("Command"))
                .isEqualTo("dcos package install kafka --package-version=1.1 --options=options.json");
        assertThat(BROWSER.text(".verdict")).isEqualTo("A cluster would accept these options.");
    }

    @Test
    void leavesOutWhatEqualsItsDefaultAndStartsAnew() {
        open("kafka/index.html");

        field("port").sendKeys("9000");
        field("cpus").sendKeys("1.0");

        BROWSER.waitFor("document.querySelector('.outcome').textContent.includes('1.0')");
        assertThat(pane("options.json")).isEqualTo("{\n  \"service\": {\n    \"cpus\": 1.0\n  }\n}");
        click(".tools > button");
        BROWSER.waitFor("document.querySelector('.outcome pre').textContent === '{}'");
        assertThat(field("cpus").getDomProperty("value")).isEmpty();
    }

    @Test
    void saysWhatIsWrongAndLeadsThere() {
        open("kafka/index.html");

        field("cpus").sendKeys("much");
        field("hosts").sendKeys("[1,");

        BROWSER.waitFor("document.querySelectorAll('.wrongs li').length === 2");
        assertThat(BROWSER.text(".verdict")).startsWith("2 problems");
        assertThat(BROWSER.text(".wrongs"))
                .contains("service.cpus: expected number, found a string", "service.hosts: is no JSON: line 1");
        assertThat(field("cpus").getDomAttribute("aria-invalid")).isEqualTo("true");
        String described = field("cpus").getDomAttribute("aria-describedby");
        assertThat(BROWSER.text("[id='" + described + "']")).isEqualTo("expected number, found a string");
        assertThat(app()).isEmpty();
        assertThat(BROWSER.axe()).isEmpty();
        click(".wrongs a");
        assertThat(BROWSER.focused().getDomAttribute("id"))
                .isEqualTo(field("hosts").getDomAttribute("id"));
    }

    @Test
    void takesAnOptionsFileAndOpensWhatIsFoldedWhereItIsWrong() {
        open("kafka/index.html");

        click(".own summary");
        BROWSER.find("[id='~try-own']").sendKeys("{\"log\": {\"rotate\": {\"keep\": 11}}, \"more\": 1.50}");
        click(".own button");

        BROWSER.waitFor("document.querySelectorAll('.wrongs li').length === 1");
        assertThat(pane("options.json")).contains("\"keep\": 11").contains("\"more\": 1.50");
        click(".wrongs a");
        assertThat(BROWSER.focused().getDomProperty("value")).isEqualTo("11");
        assertThat(BROWSER.focused().isDisplayed()).isTrue();

        click(".own summary");
        BROWSER.find("[id='~try-own']").clear();
        BROWSER.find("[id='~try-own']").sendKeys("{");
        click(".own button");
        assertThat(BROWSER.text("[id='~try-own-e']")).startsWith("is no JSON: line 1");
    }

    @Test
    void copies() {
        open("kafka/index.html");

        BROWSER.eval("document.querySelector('[aria-label=\"Copy the app definition\"]').focus()");
        BROWSER.press(Keys.ENTER);

        BROWSER.waitFor("document.querySelector('[aria-label=\"Copy the app definition\"]').textContent === 'Copied'");
        assertThat(BROWSER.clipboard()).isEqualTo(app());
    }

    @Test
    void worksByKeyboardAlone() {
        BROWSER.open(site, "packages/kafka/index.html");
        BROWSER.eval("document.getElementById('try-open').focus()");

        BROWSER.press(Keys.ENTER);
        BROWSER.waitFor("document.querySelector('.outcome pre')");
        BROWSER.press("b", "x", Keys.TAB, "me", Keys.TAB, "2");

        BROWSER.waitFor("document.querySelector('.outcome').textContent.includes('\"cpus\": 2')");
        assertThat(pane("options.json"))
                .contains("\"name\": \"bx\"")
                .contains("\"user\": \"me\"")
                .contains("\"cpus\": 2");
    }

    @Test
    void opensWhatIsFoldedByKeyboardWithoutAPause() {
        open("kafka/index.html");
        for (int i = 0; i < 20 && !BROWSER.focused().getTagName().equals("summary"); i++) {
            BROWSER.press(Keys.TAB);
        }
        assertThat(BROWSER.focused().getText()).isEqualTo("log");

        new Actions(BROWSER.driver())
                .sendKeys(Keys.ENTER, Keys.TAB, Keys.ENTER, Keys.TAB, "7")
                .perform();

        BROWSER.waitFor("document.querySelector('.outcome').textContent.includes('\"keep\": 7')");
        assertThat(pane("options.json")).contains("\"keep\": 7");
    }

    @Test
    void setsATextToNothingByKeyboard() {
        open("kafka/index.html");
        BROWSER.press(Keys.TAB, Keys.TAB);
        BROWSER.waitFor("document.activeElement.placeholder === 'nobody'");

        BROWSER.press(Keys.TAB);
        assertThat(BROWSER.focused().getAccessibleName()).isEqualTo("Empty text for service.user");
        BROWSER.press(Keys.SPACE);
        BROWSER.waitFor("document.querySelector('.outcome').textContent.includes('\"user\": \"\"')");
        assertThat(pane("options.json")).isEqualTo("{\n  \"service\": {\n    \"user\": \"\"\n  }\n}");
        assertThat(field("user").getDomAttribute("placeholder")).isEqualTo("(empty text)");
        assertThat(BROWSER.axe()).isEmpty();

        BROWSER.press(Keys.SPACE);
        BROWSER.waitFor("document.querySelector('.outcome').textContent.includes('\"user\": \"nobody\"')");
        assertThat(pane("options.json")).isEqualTo("{}");
    }

    @Test
    void showsASampleOfEveryDefault() {
        open("kafka/index.html");

        BROWSER.eval("document.querySelectorAll('.own')[1].open = true");
        BROWSER.waitFor("document.querySelector('pre[aria-label=Sample]')");

        assertThat(pane("Sample"))
                .startsWith("{\n  \"service\": {\n    \"name\": \"kafka\",\n    \"user\": \"nobody\",")
                .contains("\"keep\": 3");
        assertThat(BROWSER.axe()).isEmpty();
    }

    @Test
    void showsHostileTextsAsText() {
        open("hostile/index.html");

        assertThat(BROWSER.text(".options")).contains("__proto__", HOSTILE, HOSTILE + "</script>");
        BROWSER.eval("document.querySelectorAll('.options details').forEach(group => { group.open = true; })");
        field("__proto__").sendKeys("polluted");
        field("prototype").sendKeys("a".repeat(60) + "!");
        BROWSER.waitFor("document.querySelectorAll('.wrongs li').length >= 1");

        assertThat(pane("options.json")).contains("\"__proto__\": \"polluted\"", "\"prototype\": \"aaa");
        assertThat(BROWSER.text(".wrongs")).contains("constructor.prototype");
        assertThat(BROWSER.eval("return window.__pwned || ({}).polluted || document.querySelector('#try-form img')"))
                .isNull();
    }

    @Test
    void showsWhatThereIsOfAPackageWithoutOptions() {
        open("plain/index.html");

        assertThat(BROWSER.text(".options")).isEqualTo("This package takes no options.");
        assertThat(app()).isEqualTo("{\n  \"id\": \"plain\"\n}");
        assertThat(BROWSER.axe()).isEmpty();

        BROWSER.open(site, "packages/tool/index.html");
        assertThat(BROWSER.all("#try")).isEmpty();
    }

    @Test
    void rendersTheRevisionOfThePage() {
        open("kafka/revision-0.html");

        assertThat(app()).isEqualTo("{\n  \"id\": \"kafka\",\n  \"cpus\": 0.5\n}");
        assertThat(pane("Command")).isEqualTo("dcos package install kafka --package-version=1.0");
    }

    @Test
    void fitsANarrowScreenAndTheDark() {
        BROWSER.size(320, 640).dark();
        open("kafka/index.html");

        assertThat(BROWSER.fitsItsWidth()).isTrue();
        assertThat(BROWSER.axe()).isEmpty();
    }

    @Test
    void isNotOfferedWithoutScripts() {
        BROWSER.scripts(false).open(site, "packages/kafka/index.html");

        assertThat(BROWSER.find("#try-open").isDisplayed()).isFalse();
        assertThat(BROWSER.find("section[aria-labelledby=try]").getText()).contains("dcos package describe kafka");
    }

    private static void open(String page) {
        BROWSER.open(site, "packages/" + page);
        click("#try-open");
        BROWSER.waitFor("document.querySelector('.outcome pre')");
    }

    /** A click wherever the element is: the browser's own must lie in what is shown. */
    private static void click(String selector) {
        BROWSER.eval("document.querySelector(arguments[0]).click()", selector);
    }

    private static org.openqa.selenium.WebElement field(String name) {
        return (org.openqa.selenium.WebElement) BROWSER.eval(
                "for (const label of document.querySelectorAll('.field label')) {"
                        + "if (label.firstChild.textContent === arguments[0]) { return label.control; } }",
                name);
    }

    private static String app() {
        return pane("App definition");
    }

    private static String pane(String title) {
        return String.valueOf(BROWSER.eval(
                "return document.querySelector('pre[aria-label=\"' + arguments[0] + '\"]').textContent", title));
    }
}
