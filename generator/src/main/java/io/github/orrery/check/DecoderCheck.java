package io.github.orrery.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.orrery.json.SpelledNumber;
import io.github.orrery.model.ClusterDecoder;
import io.github.orrery.model.DcosReleaseVersion;
import io.github.orrery.model.PackagingVersion;
import io.github.orrery.model.Revision;
import java.math.BigInteger;
import java.util.Optional;

/**
 * What the clusters' package manager refuses although the schemas allow it (formats.md 5.3): it drops the whole
 * repository for one such value. {@link ClusterDecoder} knows all that it refuses, in an index; here it is told of the
 * file, with the schemas' findings, so that a mistake is reported once.
 */
final class DecoderCheck {
    private static final BigInteger MOST_OF_A_PART = BigInteger.valueOf(Integer.MAX_VALUE);

    private DecoderCheck() {}

    static void check(Revision revision, Findings findings) {
        if (revision.packagingVersion() == PackagingVersion.V2_0
                && revision.template().isEmpty()) {
            findings.add(
                    Rule.TEMPLATE_MISSING,
                    revision.locate("/packagingVersion"),
                    "has no template, or an empty one, expected one in packaging version 2.0");
        }
        minimum(revision, findings);
        lastUpdated(revision, findings);
        JsonNode licences = revision.packageJson().tree().path("licenses");
        for (int i = 0; i < licences.size(); i++) {
            JsonNode url = licences.path(i).path("url");
            String pointer = "/licenses/" + i + "/url";
            Optional<String> fault = url.isTextual() ? ClusterDecoder.addressFault(url.textValue()) : Optional.empty();
            if (fault.isPresent() && !findings.isFaulty(revision, pointer)) {
                findings.add(
                        Rule.LICENCE_URL,
                        revision.locate(pointer),
                        SchemaWords.subject(pointer) + " is " + SchemaWords.value(url) + ", expected an address with "
                                + fault.get());
            }
        }
    }

    private static void minimum(Revision revision, Findings findings) {
        JsonNode minimum = revision.packageJson().tree().path("minDcosReleaseVersion");
        if (!minimum.isTextual() || findings.isFaulty(revision, "/minDcosReleaseVersion")) {
            return;
        }
        Optional<DcosReleaseVersion> version = revision.minDcosReleaseVersion();
        boolean fits = version.isPresent()
                && version.get().parts().stream().allMatch(part -> part.compareTo(MOST_OF_A_PART) <= 0);
        if (!fits) {
            findings.add(
                    Rule.MINIMUM_RANGE,
                    revision.locate("/minDcosReleaseVersion"),
                    "\"minDcosReleaseVersion\" is " + SchemaWords.value(minimum)
                            + ", expected at most 16 numbers, none above 2147483647");
        }
    }

    private static void lastUpdated(Revision revision, Findings findings) {
        JsonNode updated = revision.packageJson().tree().path("lastUpdated");
        if (!updated.isNumber()) {
            return;
        }
        if (!SpelledNumber.isWhole(updated.decimalValue()) || !updated.canConvertToLong()) {
            findings.add(
                    Rule.LAST_UPDATED,
                    revision.locate("/lastUpdated"),
                    "\"lastUpdated\" is " + SchemaWords.value(updated)
                            + ", expected whole seconds since 1970 that fit 64 bits");
        }
    }
}
