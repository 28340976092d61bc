package io.github.orrery.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.orrery.CheckResult;
import io.github.orrery.SitePreview;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Hears what happens to a preview whose disk does not fail. */
public final class UnexpectedFailures implements SitePreview.Listener {
    private final List<Exception> all = new CopyOnWriteArrayList<>();

    @Override
    public void rebuilt(CheckResult checked) {
        // tests look at what clients see
    }

    @Override
    public void failed(IOException failure) {
        all.add(failure);
    }

    @Override
    public void bug(RuntimeException bug) {
        all.add(bug);
    }

    public void demandNone() {
        assertThat(all).isEmpty();
    }
}
