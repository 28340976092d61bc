package io.github.orrery.render;

import io.github.orrery.site.Image;
import io.github.orrery.site.ImageType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Decides whether a file may be the site's logo: a small PNG, or an SVG that draws and does nothing else. */
public final class Logo {
    /** The longest file, in bytes; every page loads it. */
    public static final int LONGEST = 64 * 1024;

    private static final int LARGEST_SIDE = 1024;
    private static final String SVG_NAMESPACE = "http://www.w3.org/2000/svg";

    private Logo() {}

    /**
     * The file as an image.
     *
     * @throws IllegalArgumentException where it is none that may be a logo, with the reason
     */
    public static Image read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return of(in.readNBytes(LONGEST + 1));
        }
    }

    /** The same of a file's content. */
    public static Image of(byte[] content) {
        if (content.length > LONGEST) {
            throw new IllegalArgumentException("has more than " + LONGEST + " bytes, and every page loads it");
        }
        if (ImageType.ofRaster(content).filter(ImageType.PNG::equals).isPresent()) {
            checkSides(content);
            return new Image(ImageType.PNG, content);
        }
        try {
            checkSvg(content);
        } catch (XMLStreamException e) {
            throw new IllegalArgumentException("is neither a PNG nor an SVG", e);
        }
        return new Image(ImageType.SVG, content);
    }

    private static void checkSides(byte[] png) {
        long width = png.length < 24 ? 0 : number(png, 16);
        long height = png.length < 24 ? 0 : number(png, 20);
        if (width < 1 || height < 1 || width > LARGEST_SIDE || height > LARGEST_SIDE) {
            throw new IllegalArgumentException(
                    "measures " + width + " x " + height + ", expected at most " + LARGEST_SIDE + " x " + LARGEST_SIDE);
        }
    }

    private static long number(byte[] bytes, int at) {
        long number = 0;
        for (int i = at; i < at + 4; i++) {
            number = (number << 8) | (bytes[i] & 0xff);
        }
        return number;
    }

    private static void checkSvg(byte[] content) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        XMLStreamReader xml = factory.createXMLStreamReader(new ByteArrayInputStream(content));
        boolean root = true;
        boolean inStyle = false;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.DTD) {
                throw new IllegalArgumentException("has a document type, which an SVG logo may not");
            } else if (event == XMLStreamConstants.PROCESSING_INSTRUCTION) {
                throw new IllegalArgumentException(
                        "holds <?" + xml.getPITarget() + "?>, which a logo that only draws does not");
            } else if (event == XMLStreamConstants.START_ELEMENT) {
                checkElement(xml, root);
                root = false;
                inStyle = xml.getLocalName().equals("style");
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                inStyle = false;
            } else if (inStyle && xml.hasText()) {
                checkStyle(xml.getText());
            }
        }
    }

    private static void checkElement(XMLStreamReader xml, boolean root) {
        String name = xml.getLocalName();
        if (root && (!name.equals("svg") || !SVG_NAMESPACE.equals(xml.getNamespaceURI()))) {
            throw new IllegalArgumentException(
                    "begins with <" + name + ">, expected <svg xmlns=\"" + SVG_NAMESPACE + "\"> or the bytes of a PNG");
        }
        switch (name.toLowerCase(Locale.ROOT)) {
            case "script", "foreignobject", "iframe", "object", "embed", "handler", "listener", "a", "set", "animate" ->
                throw new IllegalArgumentException(
                        "holds the element <" + name + ">, which a logo that only draws does not");
            default -> {}
        }
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            checkAttribute(xml.getAttributeLocalName(i).toLowerCase(Locale.ROOT), xml.getAttributeValue(i));
        }
    }

    private static void checkAttribute(String name, String value) {
        if (name.startsWith("on")) {
            throw new IllegalArgumentException("holds the attribute " + name + ", which runs a script");
        }
        if (name.equals("href") && !value.startsWith("#") && !value.startsWith("data:image/png;")) {
            throw new IllegalArgumentException("points to another file with " + name);
        }
        checkStyle(value);
    }

    private static void checkStyle(String text) {
        String style = text.toLowerCase(Locale.ROOT);
        boolean imports = style.contains("@import") || style.contains("\\");
        for (int at = style.indexOf("url("); at >= 0; at = style.indexOf("url(", at + 1)) {
            String target = style.substring(at + 4).strip();
            imports |= !(target.startsWith("#") || target.startsWith("'#") || target.startsWith("\"#"));
        }
        if (imports) {
            throw new IllegalArgumentException("loads another file from a style");
        }
    }
}
