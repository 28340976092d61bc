package io.github.orrery.render;

/** Writes strangers' text into XML, between tags or in an attribute between double quotes. */
final class XmlText {
    static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";

    private XmlText() {}

    /** Escaped, and without what XML 1.0 cannot say. */
    static void append(String text, StringBuilder xml) {
        String visible = VisibleText.of(text);
        for (int i = 0; i < visible.length(); i++) {
            char c = visible.charAt(i);
            switch (c) {
                case '&' -> xml.append("&amp;");
                case '<' -> xml.append("&lt;");
                case '>' -> xml.append("&gt;");
                case '"' -> xml.append("&quot;");
                case '\'' -> xml.append("&#39;");
                default -> {
                    if (!Character.isSurrogate(c)) {
                        xml.append(c);
                    } else if (Character.isHighSurrogate(c)
                            && i + 1 < visible.length()
                            && Character.isLowSurrogate(visible.charAt(i + 1))) {
                        xml.append(c).append(visible.charAt(++i));
                    } else {
                        xml.append('\ufffd');
                    }
                }
            }
        }
    }
}
