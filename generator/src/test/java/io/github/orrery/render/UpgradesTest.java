package io.github.orrery.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.orrery.testing.NodeScripts;
import io.github.orrery.testing.TestRepo;
import java.nio.file.Path;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpgradesTest {
    @TempDir
    Path repo;

    private Document page(String... listsOfRevisions) {
        TestRepo made = TestRepo.in(repo);
        for (int i = 0; i < listsOfRevisions.length; i++) {
            String[] parts = listsOfRevisions[i].split(" ", -1);
            made.revision("kafka", i, files -> {
                files.set("packagingVersion", "\"4.0\"").set("version", "\"" + parts[0] + "\"");
                files.set("minDcosReleaseVersion", parts.length > 3 ? "\"" + parts[3] + "\"" : "\"1.10\"");
                files.set("upgradesFrom", list(parts[1])).set("downgradesTo", list(parts[2]));
            });
        }
        return CatalogueUnderTest.of(repo).page("packages/kafka/index.html");
    }

    private static String list(String commas) {
        return commas.isEmpty() ? "[]" : "[\"" + commas.replace(",", "\", \"") + "\"]";
    }

    @Test
    void drawsEachUpgradeAndDowngradeOnce() {
        Document page = page("1.0  ", "1.1 1.0 1.0", "1.2 1.1,1.0,1.1 ");
        assertThat(page.select(".graph g text").eachText()).containsExactly("1.2", "1.1", "1.0");
        assertThat(page.select(".graph path.u").eachAttr("data-s")).containsExactly("1 0", "2 0", "2 1");
        assertThat(page.select(".graph path.d").eachAttr("data-s")).containsExactly("1 2");
        assertThat(page.select("#cap-upgrades").text())
                .startsWith("3 upgrades between two versions, 1 downgrade.")
                .contains("The table of versions");
    }

    @Test
    void showsAVersionThatTheRepositoryHasNotWhereItIsNamed() {
        Document page = page("1.0  ", "1.1 1.0,1.0-fix,, ", "1.2 1.1 ");
        assertThat(page.select(".graph g text").eachText()).containsExactly("1.2", "1.1", "1.0-fix", "1.0");
        assertThat(page.select(".graph g.ghost text").eachText()).containsExactly("1.0-fix");
        assertThat(page.select("#path-from option[data-x]").eachText()).containsExactly("1.0-fix");
    }

    @Test
    void takesTheNewestRevisionOfAVersion() {
        Document page = page("1.0  ", "1.1 1.0 ", "1.1  1.0");
        assertThat(page.select(".graph path.u")).isEmpty();
        assertThat(page.select(".graph path.d").eachAttr("data-s")).containsExactly("0 1");
        assertThat(page.select("#path-from option[value]:not([value=''])").eachAttr("value"))
                .containsExactly("2", "0");
    }

    @Test
    void takesTheRevisionThatClustersSeeBeforeOneThatIsWithdrawn() {
        Document page = page("1.0  ", "2.0 1.0 ", "2.0 1.0  9999.0");
        assertThat(page.select(".graph g.dim")).isEmpty();
        assertThat(page.select("#path-from option[data-x]")).isEmpty();
        assertThat(page.select("#path-from option[value]:not([value=''])").eachAttr("value"))
                .containsExactly("1", "0");
        assertThat(page.select("#cap-upgrades").text()).doesNotContain("No cluster");
    }

    @Test
    void saysInWordsWhatAnyVersionMayDo() {
        Document page = page("1.0 * ", "1.1 * *");
        assertThat(page.select(".graph")).isEmpty();
        assertThat(page.select("#cap-upgrades").text())
                .startsWith("2 versions can be reached from any other, 1 version can be left for any other.");
        assertThat(page.select("#path-from option[data-u='*']").eachText()).containsExactly("1.1", "1.0");
    }

    @Test
    void marksWhatNoClusterSees() {
        Document page = page("1.0  ", "1.1 1.0  999");
        assertThat(page.select(".graph g.dim text").eachText()).containsExactly("1.1");
        assertThat(page.select("#cap-upgrades").text()).contains("No cluster sees the versions in dashed lines.");
    }

    @Test
    void hasNoSectionWhereNothingIsNamed() {
        assertThat(page("1.0  ", "1.1  ").select("#upgrades, #path")).isEmpty();
    }

    @Test
    void hidesTheChoiceWithoutScripts() {
        assertThat(page("1.0  ", "1.1 1.0 ").select("#path").hasAttr("hidden")).isTrue();
    }

    @Test
    void findsTheFewestSteps() {
        assertThat(steps("{up: [[], [0], [1], [2, 1]], from: 0, to: 3}")).isEqualTo("up 0>1 up 1>3");
    }

    @Test
    void prefersUpgradesToFewerStepsOfBothKinds() {
        assertThat(steps("{up: [[], [0], [1], [2]], down: [[], [], [0, 3], []], from: 0, to: 3}"))
                .isEqualTo("up 0>1 up 1>2 up 2>3");
    }

    @Test
    void goesDownAndMixesWhereItMust() {
        assertThat(steps("{up: [[], [], []], down: [[], [0], [1]], from: 2, to: 0}"))
                .isEqualTo("down 2>1 down 1>0");
        assertThat(steps("{up: [[], [], [0]], down: [[], [0], []], from: 1, to: 2}"))
                .isEqualTo("down 1>0 up 0>2");
    }

    @Test
    void leavesHiddenVersionsButGoesToNone() {
        assertThat(steps("{up: [[], [0], [1], [0, 2]], hidden: [0], from: 0, to: 3}"))
                .isEqualTo("up 0>3");
        assertThat(steps("{up: [[], [0], [1]], hidden: [1], from: 0, to: 2}")).isEqualTo("none");
    }

    @Test
    void takesAnAsteriskForEveryVersion() {
        assertThat(steps("{up: [[], '*'], from: 0, to: 1}")).isEqualTo("up 0>1");
        assertThat(steps("{up: [[], []], down: ['*', []], from: 0, to: 1}")).isEqualTo("down 0>1");
    }

    @Test
    void comparesClustersNumberByNumber() {
        JsonNode highest =
                NodeScripts.evaluate(repo, "orreryPaths.highest(['1.10', '1.9', '1.10.1', '1.2'])", "package.js");
        assertThat(highest.textValue()).isEqualTo("1.10.1");
    }

    private String steps(String graph) {
        return NodeScripts.evaluate(
                        repo,
                        "const g = " + graph + ";\nconst set = list => new Set(list === '*' ? [] : list || []);\n"
                                + "const steps = orreryPaths.shortest(g.up.map((up, i) => ({up: set(up), down:"
                                + " set((g.down || [])[i]), anyUp: up === '*', anyDown: (g.down || [])[i] === '*',"
                                + " hidden: (g.hidden || []).includes(i)})), g.from, g.to);\n"
                                + "steps ? steps.map(s => `${s.kind} ${s.from}>${s.to}`).join(' ') : 'none'",
                        "package.js")
                .textValue();
    }
}
