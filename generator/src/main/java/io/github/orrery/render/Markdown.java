package io.github.orrery.render;

import com.vladsch.flexmark.ext.tables.TablesExtension;
import com.vladsch.flexmark.html.HtmlRenderer;
import com.vladsch.flexmark.parser.Parser;
import com.vladsch.flexmark.util.data.MutableDataSet;
import freemarker.core.HTMLOutputFormat;
import freemarker.core.TemplateHTMLOutputModel;
import freemarker.template.TemplateModelException;
import java.util.List;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.safety.Cleaner;
import org.jsoup.safety.Safelist;

/**
 * Turns the Markdown of descriptions and notes into HTML that is safe to publish (trust.md 8.5): raw HTML is text, an
 * allow-list decides what remains, links lead to http, https and mailto only. Notes were written for a terminal: line
 * breaks stay, placeholders such as {@code <dcos_url>} stay, indented lines become a block of their own.
 */
final class Markdown {
    private static final int LOWEST_HEADING = 6;
    /** Characters for which every thread's stack is deep enough: a third of what one of 1 MiB bears. */
    private static final int SHALLOW = 400;

    private Markdown() {}

    /** The text as sanitised HTML: blocks, headings no higher than {@code h4}. */
    static TemplateHTMLOutputModel render(String text) {
        return markup(html(text));
    }

    static String html(String text) {
        String visible = VisibleText.of(text);
        if (MarkdownCaps.exceededBy(visible)) {
            return PlainNotes.unmarked(visible);
        }
        String plain = PlainNotes.html(visible);
        return plain == null ? full(visible) : plain;
    }

    /** What {@link #html} gives without the short cut for plain text; tests compare the two. */
    static String fullHtml(String text) {
        return full(VisibleText.of(text));
    }

    /** The parser's regular expressions recurse once per character of a link's title, a comment or a tag. */
    private static String full(String visible) {
        return visible.length() <= SHALLOW ? Full.html(visible) : DeepStack.call(() -> Full.html(visible));
    }

    /** HTML that is known to be safe: made by a template or by this class. */
    static TemplateHTMLOutputModel markup(String html) {
        try {
            return HTMLOutputFormat.INSTANCE.fromMarkup(html);
        } catch (TemplateModelException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Holds the libraries, so that they are loaded only for text that needs them. */
    private static final class Full {
        private static final MutableDataSet OPTIONS = new MutableDataSet()
                .set(Parser.EXTENSIONS, List.of(TablesExtension.create()))
                .set(Parser.HTML_BLOCK_PARSER, false)
                .set(HtmlRenderer.ESCAPE_HTML, true)
                .set(HtmlRenderer.SOFT_BREAK, "<br>")
                .set(HtmlRenderer.HARD_BREAK, "<br>")
                .set(TablesExtension.COLUMN_SPANS, false)
                .set(TablesExtension.MIN_SEPARATOR_DASHES, 1)
                .set(TablesExtension.WITH_CAPTION, false);
        private static final Parser PARSER = Parser.builder(OPTIONS).build();
        private static final HtmlRenderer RENDERER =
                HtmlRenderer.builder(OPTIONS).build();
        private static final Safelist SAFE = new Safelist()
                .addTags("p", "br", "pre", "code", "em", "strong", "blockquote", "ul", "ol", "li", "hr")
                .addTags("h1", "h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td")
                .addTags("a")
                .addAttributes("a", "href")
                .addAttributes("ol", "start")
                .addProtocols("a", "href", "http", "https", "mailto");

        private Full() {}

        static String html(String text) {
            Document dirty = Document.createShell("");
            dirty.body().html(RENDERER.render(PARSER.parse(text)));
            imagesAsLinks(dirty);
            Document clean = new Cleaner(SAFE).clean(dirty);
            clean.outputSettings().prettyPrint(false);
            for (Element link : clean.select("a")) {
                if (SafeUrl.link(link.attr("href")).isPresent()) {
                    link.attr("rel", TextLinks.REL);
                } else {
                    link.unwrap();
                }
            }
            for (int level = LOWEST_HEADING; level >= 1; level--) {
                clean.select("h" + level).tagName("h" + Math.min(level + 3, LOWEST_HEADING));
            }
            StringBuilder out = new StringBuilder(text.length() * 2);
            for (Node block : clean.body().childNodes()) {
                if (block instanceof TextNode between && between.isBlank()) {
                    continue;
                }
                print(block, false, out);
                out.append('\n');
            }
            return out.toString();
        }

        private static void imagesAsLinks(Document document) {
            for (Element image : document.select("img")) {
                String alternative = image.attr("alt");
                Element link = new Element("a").attr("href", image.attr("src"));
                link.text(alternative.isBlank() ? image.attr("src") : alternative);
                image.replaceWith(link);
            }
        }

        /** Prints as the short cut does: links made in text, the allow-list's elements around it. */
        private static void print(Node node, boolean linked, StringBuilder out) {
            if (node instanceof TextNode text) {
                if (linked) {
                    TextLinks.escape(text.getWholeText(), 0, text.getWholeText().length(), out);
                } else {
                    TextLinks.append(text.getWholeText(), out);
                }
                return;
            }
            if (!(node instanceof Element element)) {
                return;
            }
            out.append('<').append(element.tagName());
            element.attributes().forEach(attribute -> {
                out.append(' ').append(attribute.getKey()).append("=\"");
                TextLinks.attribute(attribute.getValue(), out);
                out.append('"');
            });
            out.append('>');
            if (element.tag().isEmpty()) {
                return;
            }
            for (Node child : element.childNodes()) {
                print(child, linked || element.tagName().equals("a"), out);
            }
            out.append("</").append(element.tagName()).append('>');
        }
    }
}
