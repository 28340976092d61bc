package io.github.orrery;

import io.github.orrery.problem.Problem;
import io.github.orrery.problem.Problems;
import io.github.orrery.render.PageFault;
import io.github.orrery.serve.PreviewFile;
import io.github.orrery.serve.PreviewSite;
import io.github.orrery.serve.UnmadeException;
import io.github.orrery.site.Family;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What came of making a preview. Its pages are made when they are asked for, so that whether the user's templates can
 * make them all is only known of one that is {@link #settled}.
 */
public final class PreviewOutcome {
    /** What was found besides pages, and how it is judged. */
    record Found(
            BuildOptions options, Path root, List<Problem> problems, Baseline baseline, Set<String> olderRevisions) {
        CheckResult judged(Iterable<Problem> ofPages) {
            Problems all = new Problems();
            all.addAll(problems);
            all.addAll(ofPages);
            return CheckResult.of(root, all.sorted(), baseline, options.strict(), olderRevisions);
        }
    }

    private final Found found;
    private final CheckResult checked;
    private final @Nullable PreviewSite site;

    private PreviewOutcome(Found found, CheckResult checked, @Nullable PreviewSite site) {
        this.found = found;
        this.checked = checked;
        this.site = checked.hasErrors() ? null : site;
    }

    static PreviewOutcome of(Found found, @Nullable PreviewSite site) {
        return new PreviewOutcome(found, found.judged(List.of()), site);
    }

    /** The problems of the repository; of the templates only where it is settled. */
    public CheckResult checked() {
        return checked;
    }

    /** Null where an error keeps it from being made. */
    public @Nullable PreviewSite site() {
        return site;
    }

    /**
     * The same when all pages are made.
     *
     * @param wanted asked before each page, whether somebody waits for it still
     * @return empty where nobody does any more
     */
    public Optional<PreviewOutcome> settled(BooleanSupplier wanted) {
        if (site == null) {
            return Optional.of(this);
        }
        Set<Problem> ofPages = new TreeSet<>();
        for (PreviewFile file : site.files().values()) {
            if (file.file().family() != Family.CATALOGUE) {
                continue;
            }
            if (!wanted.getAsBoolean()) {
                return Optional.empty();
            }
            fault(file).ifPresent(ofPages::add);
        }
        return Optional.of(new PreviewOutcome(found, found.judged(ofPages), site));
    }

    private Optional<Problem> fault(PreviewFile page) {
        try {
            page.content().pieces();
            return Optional.empty();
        } catch (UnmadeException e) {
            if (e.getCause() instanceof PageFault.Thrown thrown) {
                return Optional.of(SiteRenderers.problem(found.options().look().templates(), thrown.fault()));
            }
            throw e;
        }
    }
}
