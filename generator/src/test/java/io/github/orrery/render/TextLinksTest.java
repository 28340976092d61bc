package io.github.orrery.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class TextLinksTest {
    @Test
    void linksAddressesUpToWhereTheyEnd() {
        assertThat(TextLinks.inlineHtml("(see http://example.com/a_(b)), https://example.com/c."))
                .isEqualTo("(see " + link("http://example.com/a_(b)") + "), " + link("https://example.com/c") + ".");
    }

    @Test
    void leavesAddressesThatAreTooLongAsText() {
        String address = "https://example.com/" + "x".repeat(SafeUrl.LONGEST - 20);
        assertThat(TextLinks.inlineHtml(address + " b")).isEqualTo(link(address) + " b");
        assertThat(TextLinks.inlineHtml(address + "x b")).isEqualTo(address + "x b");
    }

    @Test
    void isQuickWithTextMadeToBeSlow() {
        for (String text : List.of("http://-".repeat(250_000), ("http://(".repeat(250) + " ").repeat(1_000))) {
            Assertions.assertTimeoutPreemptively(Duration.ofSeconds(5), () -> assertThat(TextLinks.inlineHtml(text))
                    .contains("http://"));
        }
    }

    private static String link(String address) {
        return "<a href=\"" + address + "\" rel=\"" + TextLinks.REL + "\">" + address + "</a>";
    }
}
