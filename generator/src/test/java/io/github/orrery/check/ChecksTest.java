package io.github.orrery.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.orrery.app.AppRenderer;
import io.github.orrery.json.JsonText;
import io.github.orrery.model.DcosReleaseVersion;
import io.github.orrery.model.IndexItem;
import io.github.orrery.model.PackageSelection;
import io.github.orrery.model.PackageSelection.LegacySlice;
import io.github.orrery.model.PackageSelection.Slice;
import io.github.orrery.model.RepositoryFormat;
import io.github.orrery.model.Revision;
import io.github.orrery.model.UniversePackage;
import io.github.orrery.problem.Problem;
import io.github.orrery.problem.Severity;
import io.github.orrery.testing.Revisions;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChecksTest {
    private static final DcosReleaseVersion OLD = DcosReleaseVersion.of("1.9");

    @Test
    void charactersBeyondAsciiAreAWarningWhereTheyAreAllowed() {
        UniversePackage universePackage =
                Revisions.packageOf(complete().set("description", "'Caf\u00e9'").build());
        assertThat(check(universePackage, RepositoryFormat.V3, Strictness.FULL))
                .filteredOn(problem -> problem.ruleId().equals("non-ascii"))
                .extracting(Problem::severity)
                .containsExactly(Severity.ERROR);
        assertThat(check(universePackage, RepositoryFormat.V3, new Strictness(true)))
                .filteredOn(problem -> problem.ruleId().equals("non-ascii"))
                .extracting(Problem::severity)
                .containsExactly(Severity.WARNING);
        assertThat(check(universePackage, RepositoryFormat.V2, Strictness.FULL))
                .noneMatch(problem -> problem.ruleId().equals("non-ascii"));
    }

    @Test
    void plainAsciiMayBeSpelledAsAnEscape() {
        UniversePackage universePackage =
                Revisions.packageOf(complete().set("description", "'\\u0041'").build());
        assertThat(check(universePackage, RepositoryFormat.V3, Strictness.FULL))
                .noneMatch(problem -> problem.ruleId().equals("non-ascii"));
    }

    @Test
    void aMistakeIsReportedOnce() {
        UniversePackage universePackage = Revisions.packageOf(complete()
                .set("minDcosReleaseVersion", "'1.10-beta'")
                .set("licenses", "[{'name': 'MIT', 'url': 'ftp://example.com:x/'}]")
                .set("website", "5")
                .build());
        assertThat(check(universePackage, RepositoryFormat.V3, Strictness.FULL))
                .extracting(problem -> problem.location().pointer())
                .doesNotHaveDuplicates()
                .contains("/minDcosReleaseVersion", "/licenses/0/url", "/website");
    }

    @Test
    void aMistakeUnderAnOddKeyIsReportedOnceToo() {
        UniversePackage universePackage = Revisions.packageOf(complete()
                .part("resource.json", "{'images': {'a/b': 'ftp://example.com/'}, 'cli': {'binaries': {'c/d': {}}}}")
                .build());
        assertThat(check(universePackage, RepositoryFormat.V3, Strictness.FULL))
                .extracting(problem -> problem.location().pointer())
                .doesNotHaveDuplicates()
                .contains("/images/a~1b")
                .doesNotContain("/images/a/b");
    }

    @Test
    void anItemOfANewerPackagingVersionThanItsIndexIsAnError() {
        Revision revision = complete().set("packagingVersion", "'4.0'").build();
        assertThat(ItemChecks.check(selectionOf(revision, revision.item()), List.of()))
                .extracting(Problem::ruleId)
                .containsOnlyOnce("index-item");
    }

    @Test
    void whatASelectionChangesIsCheckedAgain() {
        Revision revision = complete().set("packagingVersion", "'4.0'").build();
        ObjectNode changed = revision.item().deepCopy();
        changed.put("packagingVersion", "3.0").put("upgradesFrom", "1.0").put("surplus", true);
        changed.putObject("marathon").put("v2AppMustacheTemplate", "not base64");
        changed.putArray("config");
        assertThat(ItemChecks.check(selectionOf(revision, changed), List.of()))
                .extracting(problem -> problem.location().pointer())
                .contains("/upgradesFrom", "/surplus", "/config", "");
    }

    @Test
    void aValueThatAFileCheckRefusedIsNotRefusedAgain() {
        Revision revision = complete().set("packagingVersion", "'4.0'").build();
        ObjectNode changed = revision.item().deepCopy();
        changed.put("packagingVersion", "3.0").put("surplus", true);
        Problem known = Problem.error("package-schema", revision.locate("/surplus"), "known");
        assertThat(ItemChecks.check(selectionOf(revision, changed), List.of(known)))
                .isEmpty();
    }

    private static PackageSelection selectionOf(Revision revision, ObjectNode tree) {
        IndexItem whole = new IndexItem(revision, revision.item(), JsonText.compact(revision.item()));
        IndexItem item = new IndexItem(revision, tree, JsonText.compact(tree));
        return new PackageSelection(
                Revisions.packageOf(revision),
                List.of(whole),
                List.of(new Slice(OLD, List.of(item))),
                List.of(),
                new LegacySlice(DcosReleaseVersion.of("1.7"), List.of()));
    }

    private static Revisions complete() {
        return Revisions.revision("xerus", 0, "3.0")
                .set("maintainer", "'x@example.com'")
                .set("description", "'x'")
                .set("tags", "[]")
                .set("licenses", "[{'name': 'MIT', 'url': 'https://example.com/'}]");
    }

    private static List<Problem> check(
            UniversePackage universePackage, RepositoryFormat format, Strictness strictness) {
        return Checks.perPackage(universePackage, format, strictness, DcosReleaseVersion.DEFAULTS, new AppRenderer());
    }
}
