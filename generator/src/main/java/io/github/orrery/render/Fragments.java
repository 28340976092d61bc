package io.github.orrery.render;

import freemarker.core.TemplateHTMLOutputModel;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Parts of a package's pages that are the same on several of them, each made once by a template of its own. For one
 * thread.
 */
final class Fragments {
    private final Templates templates;
    private final Utf8Writer out;
    private final Map<String, Map<Object, TemplateHTMLOutputModel>> made = new HashMap<>();

    /** @param out what the pages are written with: it recognises a fragment, which then needs no encoding */
    Fragments(Templates templates, Utf8Writer out) {
        this.templates = templates;
        this.out = out;
    }

    /**
     * What a template makes of a view.
     *
     * @param key what the view depends on: views of equal keys are equal
     * @throws PageFault.Thrown where the template is broken
     */
    TemplateHTMLOutputModel of(String template, Object key, Supplier<Record> view) {
        Map<Object, TemplateHTMLOutputModel> known = made.computeIfAbsent(template, name -> new HashMap<>());
        TemplateHTMLOutputModel fragment = known.get(key);
        if (fragment == null) {
            byte[] bytes = templates.render(template, view.get(), out);
            String html = new String(bytes, StandardCharsets.UTF_8);
            out.keep(html, bytes);
            fragment = Markdown.markup(html);
            known.put(key, fragment);
        }
        return fragment;
    }
}
