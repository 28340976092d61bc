package io.github.orrery.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.orrery.site.ImageType;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogoTest {
    @Test
    void takesAPngAndAnSvgAsTheyAre() throws IOException {
        byte[] svg = Files.readAllBytes(Path.of("../templates/assets/icon.svg"));
        assertThat(Logo.of(svg).type()).isEqualTo(ImageType.SVG);
        assertThat(Logo.of(svg).content()).isEqualTo(svg);
        assertThat(Logo.of(png(100, 40)).type()).isEqualTo(ImageType.PNG);
        Logo.of(svg("<defs><linearGradient id='a'/></defs><use href='#a'/><path fill='url(#a)'/>"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<script/> | holds the element <script>",
                "<a href='#x'/> | holds the element <a>",
                "<foreignObject/> | holds the element <foreignObject>",
                "<set attributeName='href'/> | holds the element <set>",
                "<path onclick='x()'/> | holds the attribute onclick",
                "<path ONLOAD='x()'/> | holds the attribute onload",
                "<image href='https://example.com/x.png'/> | points to another file",
                "<use href='javascript:x()'/> | points to another file",
                "<image href='data:image/svg+xml;base64,xx'/> | points to another file",
                "<path fill='url(https://example.com/x)'/> | loads another file",
                "<path style='fill: u\\72l(x)'/> | loads another file",
                "<style>@import 'x.css';</style> | loads another file",
                "<path> | is neither a PNG nor an SVG",
            })
    void refusesAnSvgThatDoesMoreThanDraw(String content, String why) {
        assertThatThrownBy(() -> Logo.of(svg(content)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    @Test
    void refusesOtherFiles() throws IOException {
        byte[] long64k = new byte[Logo.LONGEST + 1];
        assertThatThrownBy(() -> Logo.of(long64k)).hasMessageContaining("more than 65536 bytes");
        assertThatThrownBy(() -> Logo.of(png(1025, 1))).hasMessageContaining("measures 1025 x 1");
        assertThatThrownBy(() -> Logo.of(text("<html/>"))).hasMessageContaining("begins with <html>");
        assertThatThrownBy(() -> Logo.of(text("GIF89a"))).hasMessageContaining("is neither a PNG nor an SVG");
        assertThatThrownBy(() -> Logo.of(text("<!DOCTYPE svg [<!ENTITY a 'b'>]><svg/>")))
                .hasMessageContaining("document type");
        assertThatThrownBy(() -> Logo.of(text("<?xml version='1.0'?><?xml-stylesheet href='https://example.com/x'?>"
                        + "<svg xmlns='http://www.w3.org/2000/svg'/>")))
                .hasMessageContaining("holds <?xml-stylesheet?>");
    }

    private static byte[] svg(String content) {
        return text("<svg xmlns='http://www.w3.org/2000/svg'>" + content + "</svg>");
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] png(int width, int height) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", out);
        return out.toByteArray();
    }
}
