package io.github.orrery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.orrery.BuildOptions.Icons;
import io.github.orrery.check.Rule;
import io.github.orrery.problem.Problem;
import io.github.orrery.testing.TestRepo;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreviewBuildTest {
    @TempDir
    private Path directory;

    @Test
    void anIconThatIsMendedIsNoProblemAnyMore() throws IOException {
        TestRepo repo = TestRepo.in(directory);
        BuildOptions options = BuildOptions.of(directory, Path.of("unused"));
        PreviewBuild preview =
                new PreviewBuild(options.with(options.look().withIcons(Icons.LOCAL)), InstantSource.system());

        icon(repo, "https://127.0.0.1/icon.png");
        assertThat(preview.run(Progress.SILENT).checked().problems())
                .extracting(Problem::ruleId)
                .contains(Rule.ICON_NOT_LOCAL.id());
        repo.revision("cassandra", 0, r -> r.file("resource.json", "{}"));
        assertThat(preview.run(Progress.SILENT).checked().problems())
                .extracting(Problem::ruleId)
                .contains(Rule.ICON_NOT_LOCAL.id());

        icon(repo, "data:image/png;base64,iVBORw0KGgo=");
        assertThat(preview.run(Progress.SILENT).checked().problems())
                .extracting(Problem::ruleId)
                .doesNotContain(Rule.ICON_NOT_LOCAL.id());
    }

    private static void icon(TestRepo repo, String url) {
        repo.revision("kafka", 0, r -> r.file("resource.json", "{\"images\": {\"icon-medium\": \"" + url + "\"}}"));
    }
}
