package io.github.orrery.select;

import static io.github.orrery.testing.Revisions.packageOf;
import static io.github.orrery.testing.Revisions.revision;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.orrery.model.DcosReleaseVersion;
import io.github.orrery.model.IndexItem;
import io.github.orrery.model.LegacyRevision;
import io.github.orrery.model.PackageSelection;
import io.github.orrery.model.PackageSelection.LegacySlice;
import io.github.orrery.model.PackageSelection.Slice;
import io.github.orrery.model.Revision;
import io.github.orrery.testing.Texts;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IndexSelectorTest {
    private static final String QUOTES =
            "{'type':'object','properties':{'p':{'type':'string','default':'a \\'b\\'','description':'c \\'d\\''}}}";
    private static final String ESCAPED = "'default':'a \\\\\\'b\\\\\\'','description':'c \\\\\\'d\\\\\\''";

    @Test
    void leavesOutRevisionsNewerThanTheCluster() {
        PackageSelection selection = select(
                revision("kafka", 0, "2.0").build(),
                revision("kafka", 1, "3.0").minimum("1.9").build(),
                revision("kafka", 2, "3.0").minimum("1.9.0").build(),
                revision("kafka", 3, "4.0").minimum("2.1").build(),
                revision("kafka", 4, "4.0").minimum("9999").build());

        assertThat(numbers(selection, "1.8")).containsExactly(0L);
        assertThat(numbers(selection, "1.9")).containsExactly(0L, 1L);
        assertThat(numbers(selection, "1.10")).containsExactly(0L, 1L, 2L);
        assertThat(numbers(selection, "2.0")).containsExactly(0L, 1L, 2L);
        assertThat(numbers(selection, "2.1")).containsExactly(0L, 1L, 2L, 3L);
        assertThat(selection.items()).hasSize(5);
    }

    @Test
    void rewritesUpgradesForClustersBeforeOneTenOnly() {
        PackageSelection selection = select(revision("kafka", 0, "4.0")
                .set("upgradesFrom", "['0.9']")
                .set("tags", "[]")
                .set("downgradesTo", "['*']")
                .build());

        for (String old : List.of("1.8", "1.9")) {
            assertThat(Texts.shown(item(selection, old).tree()))
                    .startsWith(
                            "{'packagingVersion':'3.0','name':'kafka','version':'1.0.0','tags':[],'releaseVersion'");
        }
        assertThat(Texts.shown(item(selection, "1.10").tree())).contains("'4.0'", "upgradesFrom", "downgradesTo");
        assertThat(item(selection, "1.10").isDowngraded()).isFalse();
    }

    @Test
    void leavesTheManagerInPlaceWhenVersionFiveIsDowngraded() {
        PackageSelection selection = select(revision("kafka", 0, "5.0")
                .set("manager", "{'packageName':'boss'}")
                .build());

        assertThat(Texts.shown(item(selection, "1.9").tree())).contains("'3.0'", "'manager'");
    }

    @Test
    void escapesQuotesForClustersBeforeOneTenOnlyAndNotInUniverseJson() {
        PackageSelection selection =
                select(revision("kafka", 0, "3.0").part("config.json", QUOTES).build());

        assertThat(Texts.shown(item(selection, "1.8").tree())).contains(ESCAPED);
        assertThat(Texts.shown(item(selection, "1.9").tree())).contains(ESCAPED);
        assertThat(Texts.shown(item(selection, "1.10").tree())).doesNotContain(ESCAPED);
        assertThat(Texts.shown(selection.items().get(0).tree())).doesNotContain(ESCAPED);
    }

    @Test
    void theTextOfAnItemIsItsTree() {
        PackageSelection selection =
                select(revision("kafka", 0, "4.0").part("config.json", QUOTES).build());

        Stream.concat(selection.items().stream(), selection.slices().stream().flatMap(slice -> slice.items().stream()))
                .forEach(item -> assertThat(new String(item.json(), java.nio.charset.StandardCharsets.US_ASCII))
                        .isEqualTo(Texts.compact(item.tree())));
    }

    @Test
    void doesNotEscapeInZips() {
        PackageSelection selection =
                select(revision("kafka", 0, "3.0").part("config.json", QUOTES).build());

        LegacyRevision legacy = legacy(selection, "1.7").get(0);

        assertThat(Texts.shown(legacy.revision().config().orElseThrow().tree())).doesNotContain(ESCAPED);
    }

    @Test
    void reducesARevisionToVersionTwoForZips() {
        PackageSelection selection = select(revision("kafka", 0, "5.0")
                .minimum("1.7")
                .set("upgradesFrom", "['0']")
                .set("lastUpdated", "1500000000")
                .set("hasKnownIssues", "true")
                .set("selected", "true")
                .set("manager", "{'packageName':'boss'}")
                .part("resource.json", "{'images':{},'cli':{'binaries':{}}}")
                .build());

        LegacyRevision legacy = legacy(selection, "1.7").get(0);

        assertThat(Texts.shown(legacy.packageJson()))
                .isEqualTo("{'packagingVersion':'2.0','name':'kafka','version':'1.0.0','lastUpdated':1500000000,"
                        + "'hasKnownIssues':true,'selected':true,'manager':{'packageName':'boss'}}");
        assertThat(Texts.shown(legacy.resource())).isEqualTo("{'images':{}}");
    }

    @Test
    void zipsHoldNoRevisionWithoutTemplate() {
        PackageSelection selection = select(
                revision("kafka", 0, "3.0").withoutTemplate().build(),
                revision("kafka", 1, "3.0").build());

        assertThat(legacy(selection, "1.7"))
                .extracting(r -> r.revision().releaseVersion())
                .containsExactly(1L);
    }

    @Test
    void aZipForALaterOneSevenHoldsWhatThatClusterMaySee() {
        List<DcosReleaseVersion> versions = List.of(DcosReleaseVersion.of("1.7.5"));
        PackageSelection selection = new IndexSelector(versions)
                .select(packageOf(
                        revision("kafka", 0, "3.0").minimum("1.7").build(),
                        revision("kafka", 1, "3.0").minimum("1.7.2").build(),
                        revision("kafka", 2, "3.0").minimum("1.7.6").build()));

        assertThat(legacy(selection, "1.7.5"))
                .extracting(r -> r.revision().releaseVersion())
                .containsExactly(0L, 1L);
        assertThat(selection.legacy().revisions())
                .extracting(r -> r.revision().releaseVersion())
                .containsExactly(0L);
    }

    @Test
    void downgradingTwiceChangesNothingMoreAndTheRevisionNever() {
        Revision revision = revision("kafka", 0, "4.0")
                .set("upgradesFrom", "['0.9']")
                .part("config.json", QUOTES)
                .part("resource.json", "{'cli':{}}")
                .build();
        String before = Texts.compact(revision.item());

        select(revision);
        PackageSelection again = select(revision);

        assertThat(Texts.compact(revision.item())).isEqualTo(before);
        assertThat(Texts.shown(again.items().get(0).tree())).contains("upgradesFrom");
        assertThat(Texts.compact(revision.resource().orElseThrow().tree())).contains("cli");
    }

    @Test
    void emptyPartsAreNoParts() {
        PackageSelection selection = select(revision("kafka", 0, "2.0")
                .part("resource.json", "{}")
                .part("config.json", "{}")
                .part("command.json", "{}")
                .build());

        assertThat(Texts.shown(selection.items().get(0).tree()))
                .isEqualTo("{'packagingVersion':'2.0','name':'kafka','version':'1.0.0','releaseVersion':0,"
                        + "'marathon':{'v2AppMustacheTemplate':'e30='}}");
    }

    private static PackageSelection select(Revision... revisions) {
        return new IndexSelector(DcosReleaseVersion.DEFAULTS).select(packageOf(revisions));
    }

    private static IndexItem item(PackageSelection selection, String dcos) {
        return slice(selection, dcos).items().get(0);
    }

    private static List<Long> numbers(PackageSelection selection, String dcos) {
        return slice(selection, dcos).items().stream()
                .map(item -> item.revision().releaseVersion())
                .toList();
    }

    private static Slice slice(PackageSelection selection, String dcos) {
        return selection.slices().stream()
                .filter(slice -> slice.dcos().equals(DcosReleaseVersion.of(dcos)))
                .findFirst()
                .orElseThrow();
    }

    private static List<LegacyRevision> legacy(PackageSelection selection, String dcos) {
        return selection.legacySlices().stream()
                .filter(slice -> slice.dcos().equals(DcosReleaseVersion.of(dcos)))
                .findFirst()
                .map(LegacySlice::revisions)
                .orElseThrow();
    }
}
