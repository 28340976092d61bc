package io.github.orrery.serve;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a preview shows at a moment: a request is answered from one of them.
 *
 * @param id another for each
 * @param site the last that could be built; null before there is one
 * @param problems why what is there now could not be built, a line for each; empty where the site is of what is there
 */
public record PreviewState(String id, @Nullable PreviewSite site, List<String> problems) {
    public PreviewState {
        problems = List.copyOf(problems);
    }
}
