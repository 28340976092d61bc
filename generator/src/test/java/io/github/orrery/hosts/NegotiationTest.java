package io.github.orrery.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.orrery.hosts.NegotiationTable.Row;
import io.github.orrery.model.DcosReleaseVersion;
import io.github.orrery.model.Negotiation;
import io.github.orrery.model.Negotiation.Answer;
import io.github.orrery.render.host.HostFiles;
import io.github.orrery.site.Family;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NegotiationTest {

    static List<Row> table() {
        return NegotiationTable.rows("kafka").stream()
                .filter(row -> !row.path().contains("?") && !row.path().contains("there-is-none"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("table")
    void answersEachRowOfTheTable(Row row) {
        Negotiation negotiation = of(DcosReleaseVersion.DEFAULTS.stream(), Set.of());

        assertThat(answer(negotiation, row))
                .isEqualTo(Optional.ofNullable(row.file()).map(file -> new Answer(file, row.contentType())));
    }

    @Test
    void leavesAClusterOlderThanTheSiteWithoutAnIndex() {
        Negotiation negotiation = of(versions("2.0", "2.1"), Set.of());

        assertThat(answer(negotiation, "/repo", NegotiationTable.COSMOS, "dcos/1.13"))
                .isEmpty();
        assertThat(answer(negotiation, "/repo-1.7", NegotiationTable.COSMOS, "dcos/1.13"))
                .map(Answer::path)
                .contains("repo-empty-v3.json");
        assertThat(answer(negotiation, "/repo", "*/*", "dcos/1.13")).isEmpty();
    }

    @Test
    void givesAClusterWithoutItsOwnVersionTheGreatestBelow() {
        Negotiation negotiation = of(versions("1.6", "1.8", "1.9.1", "2.0.1"), Set.of());

        assertThat(answer(negotiation, "/repo", NegotiationTable.COSMOS, "dcos/1.9"))
                .map(Answer::path)
                .contains("repo-up-to-1.8.json");
        assertThat(answer(negotiation, "/repo", NegotiationTable.COSMOS, "dcos/1.9.1"))
                .map(Answer::path)
                .contains("repo-up-to-1.9.1.json");
        assertThat(answer(negotiation, "/repo", NegotiationTable.COSMOS, "dcos/1.14.0"))
                .map(Answer::path)
                .contains("repo-up-to-1.9.1.json");
        assertThat(answer(negotiation, "/repo", NegotiationTable.COSMOS, "dcos/1.14.1"))
                .map(Answer::path)
                .contains("repo-up-to-2.0.1.json");
        assertThat(answer(negotiation, "/repo-1.7", "*/*", null))
                .map(Answer::path)
                .contains("repo-up-to-1.6.zip");
    }

    @Test
    void offersNothingThatTheSiteLeavesOut() {
        Negotiation negotiation =
                of(DcosReleaseVersion.DEFAULTS.stream(), Set.of(Family.INDEXES, Family.SHARDS, Family.ZIPS));

        assertThat(table())
                .allSatisfy(row -> assertThat(answer(negotiation, row)).isEmpty());
    }

    private static Stream<DcosReleaseVersion> versions(String... versions) {
        return Stream.of(versions).map(DcosReleaseVersion::of);
    }

    static Negotiation of(Stream<DcosReleaseVersion> versions, Set<Family> without) {
        List<DcosReleaseVersion> all = versions.toList();
        return HostFiles.negotiation(
                all.stream().filter(dcos -> !dcos.readsZip()).toList(),
                all.stream().filter(DcosReleaseVersion::readsZip).toList(),
                without);
    }

    static Optional<Answer> answer(Negotiation negotiation, Row row) {
        return answer(negotiation, row.path().replaceFirst("[?].*", ""), row.accept(), row.userAgent());
    }

    private static Optional<Answer> answer(Negotiation negotiation, String path, String accept, String userAgent) {
        return negotiation.answer(path, accept == null ? "" : accept, userAgent == null ? "" : userAgent);
    }
}
