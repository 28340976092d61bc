package io.github.orrery.render.view;

import freemarker.core.TemplateHTMLOutputModel;

/** A text of the package's author under a title. */
public record NoteView(String title, TemplateHTMLOutputModel html) {}
