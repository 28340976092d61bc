package io.github.orrery.render.view;

import java.util.List;

/** A named fact with one or more values. */
public record FactView(String name, List<LinkView> values) {}
