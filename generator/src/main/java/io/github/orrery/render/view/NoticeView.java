package io.github.orrery.render.view;

/** Something to know before reading on, with a link to where one may want to go instead. */
public record NoticeView(String text, LinkView link) {}
