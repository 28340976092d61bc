package io.github.orrery.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.orrery.json.Json;
import io.github.orrery.json.JsonLimits;
import io.github.orrery.testing.Corpus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownTest {
    @Test
    void keepsPlaceholdersAsText() {
        String html = Markdown.html("Open <dcos_url>/service/<framework-name> and **wait**.");
        assertThat(Jsoup.parse(html).text()).isEqualTo("Open <dcos_url>/service/<framework-name> and wait.");
        assertThat(html).contains("<strong>wait</strong>");
    }

    @Test
    void keepsLineBreaksPromptsAndTabs() {
        assertThat(Markdown.html("Then run:\n$ dcos kafka\tlist\n"))
                .isEqualTo("<p>Then run:<br>$ dcos kafka\tlist</p>\n");
    }

    @Test
    void showsIndentedLinesAsABlockWithLinks() {
        assertThat(Markdown.html("Installed!\n\n\tDocs: https://example.com/d.\n\tMore"))
                .isEqualTo("<p>Installed!</p>\n<pre><code>Docs: <a href=\"https://example.com/d\" rel=\""
                        + TextLinks.REL + "\">https://example.com/d</a>.\nMore\n</code></pre>\n");
    }

    @Test
    void linksAddressesButNotThoseThatAPlaceholderCuts() {
        assertThat(Markdown.html("see https://<dcos_url>/x and https://example.com/<id>"))
                .doesNotContain("<a");
    }

    @Test
    void putsHeadingsBelowThoseOfThePage() {
        assertThat(Markdown.html("# One\n\n## Two\n\n##### Five"))
                .isEqualTo("<h4>One</h4>\n<h5>Two</h5>\n<h6>Five</h6>\n");
    }

    @Test
    void makesTablesAndLists() {
        Element body =
                Jsoup.parse(Markdown.html("- a\n- b\n\n|x|y|\n|-|-|\n|1|2|\n")).body();
        assertThat(body.select("ul > li")).hasSize(2);
        assertThat(body.select("table td").eachText()).containsExactly("1", "2");
    }

    @Test
    void turnsImagesIntoLinks() {
        assertThat(Markdown.html("![a picture](https://example.com/p.png)"))
                .contains("<a href=\"https://example.com/p.png\"")
                .doesNotContain("<img");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[x](javascript:alert(1))",
                "[x](JaVaScRiPt:alert(1))",
                "[x](&#x6A;avascript:alert(1))",
                "[x](java&#10;script:alert(1))",
                "[x](data:text/html,x)",
                "[x](vbscript:x)",
                "[x](//evil.example)",
                "[x](relative.html)",
                "[x](http://u:p@example.com/)",
                "<javascript:alert(1)>",
                "![x](javascript:alert(1))",
                "<a href=javascript:alert(1)>x</a>",
                "[x]\n\n[x]: javascript:alert(1)"
            })
    void makesNoLinkThatLeadsElsewhere(String text) {
        assertThat(Jsoup.parse(Markdown.html(text)).select("[href], [src]")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pathological")
    void isQuickWithTextMadeToBeSlow(String text) {
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> assertThatCode(() -> Markdown.html(text))
                .doesNotThrowAnyException());
    }

    @ParameterizedTest
    @MethodSource("pathological")
    void isQuickWithTheFirstPartOfSuchText(String text) {
        for (int length : List.of(200, 1000, 4000, 16_000)) {
            String part = text.substring(0, Math.min(length, text.length()));
            Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> assertThatCode(() -> Markdown.html(part))
                    .doesNotThrowAnyException());
        }
    }

    static List<String> pathological() {
        return List.of(
                ">".repeat(20_000),
                "> ".repeat(20_000),
                "- ".repeat(10_000),
                "1. ".repeat(10_000),
                "`a`b``".repeat(20_000),
                "[a](".repeat(30_000),
                "[".repeat(60_000),
                "![[]()".repeat(9_000),
                "*a **a ".repeat(9_000),
                "_".repeat(60_000),
                "<".repeat(60_000),
                "<a ".repeat(20_000),
                "&a".repeat(30_000),
                "\\".repeat(60_000),
                "|".repeat(60_000),
                "|a".repeat(100) + "\n" + "|-".repeat(100) + "\n" + ("|b".repeat(100) + "\n").repeat(300),
                nested("- ", 2000),
                nested("> ", 2000),
                "#".repeat(60_000),
                "\t".repeat(60_000) + "x",
                "a\n".repeat(32_000),
                "[a]: b\n".repeat(9_000),
                ("https://example.com/" + "(".repeat(50) + " ").repeat(900),
                "x".repeat(1_000_000),
                "<script>alert(1)</script>".repeat(40_000),
                "[a](b \"" + "x".repeat(60_000),
                "[a](b '" + "x\n".repeat(30_000),
                "[a](b (" + "x".repeat(60_000) + "))",
                "[a](b \"" + "\\!".repeat(490) + "x".repeat(60_000),
                "[a]: b \"" + "x".repeat(60_000),
                "[a]: b (" + "x".repeat(60_000) + ")",
                "[a](<" + "x".repeat(60_000) + ">)",
                "[a](" + "x".repeat(60_000) + ")",
                "|a|\n|-|\n|[a](b \"" + "x".repeat(60_000),
                "<!--" + "x".repeat(60_000),
                "<!-- " + "x".repeat(60_000) + " -->",
                "<a" + " b".repeat(30_000) + ">",
                "<a" + " b=c".repeat(15_000),
                "<a@b" + ".c".repeat(30_000) + ">",
                "[" + "x".repeat(60_000) + "][a]",
                "a|b\n" + "-|".repeat(1_900),
                "_".repeat(1_900),
                ":\n".repeat(32_000),
                "> :\n".repeat(15_000),
                ticksOfAllLengths());
    }

    private static String ticksOfAllLengths() {
        StringBuilder text = new StringBuilder();
        for (int length = 1; length < 330; length++) {
            text.append("`".repeat(length)).append(' ');
        }
        return text.toString();
    }

    @Test
    void keepsTheLinksOfLongParagraphs() {
        String words = "word ".repeat(2_000);
        assertThat(Markdown.html(words + "[a](https://example.com/ \"" + words + "\") " + words))
                .contains("word <a href=\"https://example.com/\" rel=\"" + TextLinks.REL + "\">a</a> word");
    }

    private static String nested(String marker, int levels) {
        StringBuilder text = new StringBuilder();
        for (int level = 0; level < levels; level++) {
            text.append("  ".repeat(Math.min(level, 200))).append(marker).append("x\n");
        }
        return text.toString();
    }

    @Test
    void showsTextBeyondTheCapsAsItIs() {
        String text = "**a** ".repeat(20_000);
        assertThat(Markdown.html(text)).contains("**a** **a**");
    }

    @Test
    @Tag("corpus")
    void givesOfRealNotesWithoutMarkdownWhatTheFullPathGives() throws Exception {
        int plain = 0;
        for (String text : realTexts()) {
            if (PlainNotes.html(VisibleText.of(text)) != null) {
                plain++;
                assertThat(Markdown.html(text)).isEqualTo(Markdown.fullHtml(text));
            }
        }
        assertThat(plain).isGreaterThan(600);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "one\n two\n  three  \nfour",
                "a\n\n\n\nb\n",
                "  lead",
                "text\n\tcontinued",
                "text\n\n\tblock\n\n\tsame block\n\nend",
                "    four\n     five\n\ttab\n  \t two and tab",
                "trailing  \nbreak",
                "\n\nstart",
                "snake_case_word a-b a+b a=b",
                "5 apples, 1.5 pears (or 2)",
                "cpu | mem | disk",
                "Mail me: a@example.com, www.example.com",
                "\"quoted\" 'single' -- dash... (c)",
                "x & y",
                "run `dcos kafka` and `a <b> & *c* [d]` or `e_`, see `https://example.com/`.",
                "    `in a block`\n\n`at the start` of a line\n",
                "é ü ≥ 漢字 🎉",
                "tab\tinside  two blanks",
                "",
                " ",
                "\t",
                "**A: all of it.**  \n\nThen *this* and **that**, *`code`* and **`https://<dcos_url>/`**.",
                "[DEPRECATED] See [the site](http://example.com/a-b).",
                "at https://<dcos-master>/service/x/ or (<1 minute) _srv._tcp.<name>.mesos",
                "```Advanced options```\n\nfirst / *second*: 2 * 3, *open: **done**."
            })
    void givesOfPlainTextWhatTheFullPathGives(String text) {
        assertThat(PlainNotes.html(text)).isEqualTo(Markdown.fullHtml(text));
    }

    /** The short cut either gives what the libraries give, or leaves the text to them. */
    @Test
    void agreesWithTheFullPathOnTextPutTogetherAtRandom() {
        List<String> parts = List.of(
                "*",
                "**",
                "_",
                "__",
                "***",
                "`",
                "``",
                "```",
                "[",
                "]",
                "(",
                ")",
                "<",
                ">",
                "&",
                "!",
                "\\",
                "#",
                "-",
                " ",
                " ",
                " ",
                " ",
                "\n",
                "\n",
                "\n\n",
                "\t",
                "    ",
                "  \n",
                ".",
                ",",
                ":",
                "://",
                "http",
                "a",
                "b c",
                "word",
                "x_y",
                "1",
                "2.",
                "dcos_url",
                "<id>",
                "<a_b>",
                "[word]",
                "[a link](https://example.com/x.y)",
                "https://example.com/a_b",
                "`code`",
                "*em*",
                "**strong**",
                "_em_",
                "|",
                "+",
                "=",
                "~",
                "\"",
                "'",
                "é",
                "&amp;");
        Random random = new Random(20_211_228);
        int taken = 0;
        for (int round = 0; round < 20_000; round++) {
            StringBuilder made = new StringBuilder();
            for (int i = random.nextInt(2, 14); i > 0; i--) {
                made.append(parts.get(random.nextInt(parts.size())));
            }
            String text = made.toString();
            String plain = MarkdownCaps.exceededBy(text) ? null : PlainNotes.html(VisibleText.of(text));
            if (plain != null) {
                taken++;
                assertThat(plain).as(text).isEqualTo(Markdown.fullHtml(text));
            }
        }
        assertThat(taken).isGreaterThan(2_000);
    }

    private static SortedSet<String> realTexts() throws Exception {
        TreeSet<String> texts = new TreeSet<>();
        for (Path revision : Corpus.revisions(Corpus.universe3())) {
            byte[] json = Files.readAllBytes(revision.resolve("package.json"));
            JsonNode root = ((Json.Result.Read) Json.read(json, JsonLimits.FILE))
                    .document()
                    .root();
            for (String key : List.of("description", "preInstallNotes", "postInstallNotes", "postUninstallNotes")) {
                if (root.path(key).isTextual()) {
                    texts.add(root.path(key).textValue());
                }
            }
        }
        return texts;
    }
}
