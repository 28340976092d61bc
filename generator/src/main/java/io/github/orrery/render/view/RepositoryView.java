package io.github.orrery.render.view;

import org.jspecify.annotations.Nullable;

/**
 * How clusters of one DC/OS version use the repository.
 *
 * @param dcos e.g. {@code 1.13}
 * @param command the line that adds it
 * @param index link to the index
 * @param indexName its file name
 * @param packages how many packages it holds
 */
public record RepositoryView(String dcos, String command, @Nullable String index, String indexName, int packages) {}
