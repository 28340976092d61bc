package io.github.orrery.render.view;

import java.util.List;

/**
 * A command-line program of the package.
 *
 * @param platform e.g. {@code Linux x86-64}
 * @param kind {@code executable} or {@code zip}
 * @param checksums e.g. {@code sha256 0123...}
 */
public record BinaryView(String platform, String kind, LinkView url, List<String> checksums) {}
