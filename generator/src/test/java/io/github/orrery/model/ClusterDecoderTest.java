package io.github.orrery.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.orrery.json.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterDecoderTest {
    private static final String ITEM =
            """
            {"packagingVersion": "4.0", "name": "Foo_Bar", "version": "", "maintainer": "m", "description": "d",
             "releaseVersion": "7", "tags": [], "unknown": null, "scm": null, "lastUpdated": "1570000000",
             "minDcosReleaseVersion": "1.10-dev", "config": {}, "upgradesFrom": ["*"], "framework": null,
             "marathon": {"v2AppMustacheTemplate": "e30"}, "licenses": [{"name": "n", "url": "ftp:x", "more": 1}],
             "resource": {"cli": {"binaries": {"linux": {"x86-64": {"kind": "k", "url": "u", "contentHash": []}}}}}}
            """;

    @Test
    void isLaxWhereThePackageManagerIs() {
        assertThat(ClusterDecoder.faults(parse(ITEM), RepositoryVersion.V5)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/packagingVersion | 6.0",
                "/name | null",
                "/version | 1",
                "/maintainer | null",
                "/description | []",
                "/releaseVersion | -1",
                "/releaseVersion | 1.5",
                "/releaseVersion | 9223372036854775808",
                "/tags | null",
                "/tags/0 | [\"a b\"]",
                "/tags/0 | [1]",
                "/minDcosReleaseVersion | 1.10",
                "/minDcosReleaseVersion | \"2147483648\"",
                "/lastUpdated | 1570000000.5",
                "/lastUpdated | \"now\"",
                "/config | []",
                "/selected | \"true\"",
                "/upgradesFrom | \"*\"",
                "/downgradesTo/0 | [1]",
                "/marathon/v2AppMustacheTemplate | {\"v2AppMustacheTemplate\": \"e30=\\n\"}",
                "/marathon/v2AppMustacheTemplate | {}",
                "/licenses/0/url | [{\"name\": \"n\"}]",
                "/licenses/0/url | [{\"name\": \"n\", \"url\": \"http://h:port/\"}]",
                "/licenses/0/url | [{\"name\": \"n\", \"url\": \"http://h:65536/\"}]",
                "/licenses/0/url | [{\"name\": \"n\", \"url\": \"http://h/%2\"}]",
                "/resource/images/screenshots | {\"images\": {\"screenshots\": \"x\"}}",
                "/resource/assets/uris/a | {\"assets\": {\"uris\": {\"a\": null}}}",
                "/resource/assets/container/docker | {\"assets\": {\"container\": {}}}",
                "/resource/cli/binaries/darwin/x86-64 | {\"cli\": {\"binaries\": {\"darwin\": {}}}}"
            })
    void isStrictWhereThePackageManagerIs(String pointer, String value) {
        String member = pointer.substring(1).replaceFirst("/.*", "");
        ObjectNode item = (ObjectNode) parse(ITEM);
        item.set(member, parse(value));

        assertThat(ClusterDecoder.faults(item, RepositoryVersion.V5))
                .extracting(ClusterDecoder.Fault::pointer)
                .containsExactly(pointer);
    }

    @Test
    void wantsATemplateInPackagingVersion2() {
        ObjectNode item = (ObjectNode) parse(ITEM);
        item.put("packagingVersion", "2.0");
        item.remove("marathon");

        assertThat(ClusterDecoder.faults(item, RepositoryVersion.V3))
                .containsExactly(new ClusterDecoder.Fault("/marathon", "is missing, expected an object"));
    }

    @Test
    void oldPackageManagersKnowNoNewPackagingVersion() {
        assertThat(ClusterDecoder.faults(parse(ITEM), RepositoryVersion.V3))
                .extracting(ClusterDecoder.Fault::message)
                .containsExactly("is \"4.0\", expected \"2.0\" to \"3.0\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com",
                "http://example.com:8080/a?b#c",
                "https://[::1]:443/",
                "https://user@example.com/",
                "https://example.com/a b",
                "https://example.com/%20"
            })
    void findsNoFaultInAnAddressThatAClusterReads(String address) {
        assertThat(ClusterDecoder.addressFault(address)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://",
                "https:///path",
                "https://example.com:x/",
                "https://example.com:99999/",
                "https://example.com:/",
                "https://[::1/",
                "https://example.com/%zz",
                "https://example.com/%2"
            })
    void findsAnAddressThatAClusterCannotRead(String address) {
        assertThat(ClusterDecoder.addressFault(address)).isPresent();
    }

    private static JsonNode parse(String json) {
        return Json.parseOwn(json.getBytes(StandardCharsets.UTF_8));
    }
}
