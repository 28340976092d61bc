package io.github.orrery.render;

/** A small picture with a name and a version, for other sites to show. It loads nothing and needs no stylesheet. */
final class Badge {
    private static final int HEIGHT = 20;
    private static final int PADDING = 6;
    private static final int LONGEST = 40;
    private static final String NARROW = "fijlrtI|!.,:;'()[]{}/ -";
    private static final String WIDE = "mwMW@%";

    private Badge() {}

    /** @param good whether it is good news */
    static String of(String name, String version, boolean good) {
        String left = VisibleText.cut(VisibleText.line(name, 100), LONGEST);
        String right = VisibleText.cut(VisibleText.line(version, 100), LONGEST);
        int wide = width(left) + 2 * PADDING;
        int whole = wide + width(right) + 2 * PADDING;
        StringBuilder svg = new StringBuilder(900);
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"").append(whole);
        svg.append("\" height=\"").append(HEIGHT).append("\" role=\"img\" aria-label=\"");
        XmlText.append(left + ": " + right, svg);
        svg.append("\"><title>");
        XmlText.append(left + ": " + right, svg);
        svg.append("</title><clipPath id=\"r\"><rect width=\"").append(whole).append("\" height=\"");
        svg.append(HEIGHT).append("\" rx=\"4\"/></clipPath><g clip-path=\"url(#r)\"><rect width=\"");
        svg.append(wide).append("\" height=\"").append(HEIGHT).append("\" fill=\"#3a3750\"/><rect x=\"");
        svg.append(wide)
                .append("\" width=\"")
                .append(whole - wide)
                .append("\" height=\"")
                .append(HEIGHT);
        svg.append("\" fill=\"").append(good ? "#4a33b8" : "#8a4600").append("\"/></g>");
        svg.append("<g fill=\"#fff\" font-family=\"Verdana,'DejaVu Sans',sans-serif\" font-size=\"11\">");
        text(left, PADDING, svg);
        text(right, wide + PADDING, svg);
        return svg.append("</g></svg>\n").toString();
    }

    private static void text(String text, int x, StringBuilder svg) {
        svg.append("<text x=\"")
                .append(x)
                .append("\" y=\"14\" textLength=\"")
                .append(width(text))
                .append("\">");
        XmlText.append(text, svg);
        svg.append("</text>");
    }

    /** About how many pixels a text takes; the picture stretches it to fit. */
    private static int width(String text) {
        int tenths = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            tenths += NARROW.indexOf(c) >= 0 ? 46 : WIDE.indexOf(c) >= 0 ? 100 : Character.isUpperCase(c) ? 78 : 68;
        }
        return Math.max(8, tenths / 10);
    }
}
