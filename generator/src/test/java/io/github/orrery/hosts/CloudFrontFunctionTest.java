package io.github.orrery.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** {@code hosts/cloudfront-function.js} in Node, before objects that carry what site.json says. */
class CloudFrontFunctionTest extends HostContract {
    private static final int MOST_BYTES = 10 * 1024;

    @Override
    boolean servesPublications() {
        return false;
    }

    @Override
    RunningServer start(ServedSite site) throws IOException {
        return ScriptHost.start(site, "serve.mjs", "cloudfront");
    }

    /** What was put compressed leaves a bucket compressed, whoever asks. */
    @Override
    boolean minds(String acceptEncoding) {
        return acceptEncoding.contains("gzip") && !acceptEncoding.contains("q=0");
    }

    @Test
    void isWithinWhatCloudFrontTakes() throws Exception {
        assertThat(site().bytes("hosts/cloudfront-function.js").length).isLessThan(MOST_BYTES);
        try (ServedSite many = ServedSite.own(HeaderRulesTest.manyVersions(120), Set.of())) {
            assertThat(many.bytes("hosts/cloudfront-function.js").length).isLessThan(MOST_BYTES);
        }
        assertThat(site().text("hosts/cloudfront-function.js"))
                .doesNotContain("=>")
                .doesNotContain("`")
                .doesNotContainPattern("(?m)^\\s*(let|const|import|export|class|async) ");
    }
}
