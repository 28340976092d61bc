package io.github.orrery.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * The app that a template gives, before a cluster adds its own labels.
 *
 * @param app the app; shared, so change only a copy
 * @param repeatedKeys JSON Pointers of members that the text holds more than once; the last one is taken
 * @param text what the template renders to, character by character
 * @param notEvaluated what of config.json could not be judged, so that a cluster may still refuse the options
 */
public record RenderedApp(ObjectNode app, List<String> repeatedKeys, String text, List<NotEvaluated> notEvaluated)
        implements Rendering {
    public RenderedApp {
        repeatedKeys = List.copyOf(repeatedKeys);
        notEvaluated = List.copyOf(notEvaluated);
    }
}
