package io.github.orrery.render;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.orrery.model.Revision;
import io.github.orrery.model.RevisionPart;

/**
 * What the newest revision of a package leaves to wish.
 *
 * @param noLicence whether it names no licence
 * @param noIcon whether it has no icon that pages can show: none, or only one of plain http
 * @param plainLinks how many of its links are plain http
 * @param options how many options it has
 * @param undescribed how many of them say nothing of themselves
 */
record Gaps(boolean noLicence, boolean noIcon, int plainLinks, int options, int undescribed) {
    private static final int DEEPEST = 32;

    static Gaps of(Revision revision, boolean hasIcon) {
        JsonNode packageJson = revision.packageJson().tree();
        int plain = plainLinks(packageJson.path("website"), 0)
                + plainLinks(packageJson.path("scm"), 0)
                + plainLinks(packageJson.path("licenses"), 0)
                + revision.resource()
                        .map(RevisionPart::tree)
                        .map(resource -> plainLinks(resource, 0))
                        .orElse(0);
        int[] options = new int[2];
        revision.config().map(RevisionPart::tree).ifPresent(config -> count(config, options));
        return new Gaps(packageJson.path("licenses").isEmpty(), !hasIcon, plain, options[0], options[1]);
    }

    private static int plainLinks(JsonNode node, int depth) {
        if (node.isTextual()) {
            return node.textValue().startsWith("http://") ? 1 : 0;
        }
        int links = 0;
        if (depth < DEEPEST) {
            for (JsonNode child : node) {
                links += plainLinks(child, depth + 1);
            }
        }
        return links;
    }

    /** Counts the options below a schema as {@link OptionsReference} shows them, and those that it has no words for. */
    private static void count(JsonNode schema, int[] counts) {
        for (JsonNode property : schema.path("properties")) {
            if (OptionsReference.isGroup(property)) {
                count(property, counts);
            } else if (property.isObject()) {
                counts[0]++;
                counts[1] += OptionsReference.words(property).isBlank() ? 1 : 0;
            }
        }
    }
}
