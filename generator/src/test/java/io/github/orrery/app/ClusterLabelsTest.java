package io.github.orrery.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import org.junit.jupiter.api.Test;

class ClusterLabelsTest {
    @Test
    void namesTheLabelsThatAClusterAdds() {
        assertThat(ClusterLabels.added(
                        Revisions.of(null, "{}"), Revisions.object("{'a': null, 'b': {'c': null, 'd': [null]}}")))
                .extracting(ClusterLabels.Label::name, ClusterLabels.Label::value)
                .containsExactly(
                        tuple("DCOS_PACKAGE_NAME", "sample"),
                        tuple("DCOS_PACKAGE_VERSION", "1.0.0"),
                        tuple("DCOS_PACKAGE_SOURCE", null),
                        tuple("DCOS_PACKAGE_OPTIONS", "eyJiIjp7ImQiOltudWxsXX19"),
                        tuple("DCOS_PACKAGE_DEFINITION", null));
    }
}
