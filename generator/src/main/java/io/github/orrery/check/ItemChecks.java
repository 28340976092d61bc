package io.github.orrery.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.orrery.json.Json;
import io.github.orrery.model.IndexItem;
import io.github.orrery.model.PackageSelection;
import io.github.orrery.model.PackageSelection.Slice;
import io.github.orrery.model.PackagingVersion;
import io.github.orrery.model.RepositoryVersion;
import io.github.orrery.model.Revision;
import io.github.orrery.model.RevisionPart;
import io.github.orrery.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The last look at what clusters will read: each distinct index item against the strict schema of the index that
 * holds it (formats.md 2.6). Items that are made of whole files as they stand need no second check: the files were
 * checked by the same definitions. Problems are located in the files that the item came from.
 */
public final class ItemChecks {
    private static final String SOUND_TEMPLATE = "AAAA";

    private final Findings findings;
    private final Set<ObjectNode> checked = Collections.newSetFromMap(new IdentityHashMap<>());

    private ItemChecks(List<Problem> reported) {
        this.findings = Findings.after(reported);
    }

    /**
     * Checks every item of a selection.
     *
     * @param reported what {@link Checks#perPackage} said of the package: a value that it refused is not refused again
     */
    public static List<Problem> check(PackageSelection selection, List<Problem> reported) {
        ItemChecks checks = new ItemChecks(reported);
        selection.items().forEach(item -> checks.item(item, RepositoryVersion.V5));
        for (Slice slice : selection.slices()) {
            RepositoryVersion form = RepositoryVersion.of(slice.dcos());
            slice.items().forEach(item -> checks.item(item, form));
        }
        Losses.of(selection).forEach(loss -> checks.findings.add(Rule.DOWNGRADE_LOSS, loss.location(), loss.message()));
        return checks.findings.problems();
    }

    /** Loads the schemas that downgraded items are held against. */
    static void prepare() {
        itemSchema(PackagingVersion.V2_0);
        itemSchema(PackagingVersion.V3_0);
    }

    private static SchemaCheck itemSchema(PackagingVersion version) {
        return SchemaCheck.of("v5-repo-schema.json", "item-" + version.text());
    }

    private void item(IndexItem item, RepositoryVersion form) {
        Revision revision = item.revision();
        Optional<PackagingVersion> stated =
                PackagingVersion.parse(item.tree().path("packagingVersion").asText());
        if (stated.isEmpty() || stated.get().compareTo(form.newestPackagingVersion()) > 0) {
            add(
                    revision,
                    "/minDcosReleaseVersion",
                    "packaging version " + item.tree().path("packagingVersion").asText() + " in an index of the form "
                            + form.label() + ", expected at most "
                            + form.newestPackagingVersion().text());
            return;
        }
        if (!checked.add(item.tree())) {
            return;
        }
        if (!item.isDowngraded() && isWholeFile(revision.packageJson())) {
            return;
        }
        JsonNode template = item.tree().path("marathon").path("v2AppMustacheTemplate");
        if (template.isTextual() && !isBase64(template.textValue().getBytes(StandardCharsets.UTF_8))) {
            add(revision, "/marathon", "the template is not Base64 on one line, expected it so");
        }
        for (SchemaViolation violation : itemSchema(stated.get()).violations(outline(item.tree()))) {
            add(revision, violation.pointer(), violation.message());
        }
    }

    /** Whether the item holds package.json as it stands there, checked as a file by the same definitions. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean isWholeFile(RevisionPart packageJson) {
        return packageJson.tree() == packageJson.document().root();
    }

    private void add(Revision revision, String pointer, String message) {
        if (!findings.isFaulty(revision, pointer)) {
            findings.add(Rule.INDEX_ITEM, revision.locate(pointer), message + " (in an index)");
        }
    }

    /** The item without what is long and needs no more than a look: the schemas say of config that it is an object. */
    private static ObjectNode outline(ObjectNode item) {
        ObjectNode outline = Json.NODES.objectNode();
        outline.setAll(item);
        if (item.path("config").isObject()) {
            outline.set("config", Json.NODES.objectNode());
        }
        if (item.path("marathon").size() == 1
                && item.path("marathon").path("v2AppMustacheTemplate").isTextual()) {
            outline.putObject("marathon").put("v2AppMustacheTemplate", SOUND_TEMPLATE);
        }
        return outline;
    }

    private static boolean isBase64(byte[] text) {
        int digits = text.length;
        while (digits > Math.max(0, text.length - 2) && text[digits - 1] == '=') {
            digits--;
        }
        for (int i = 0; i < digits; i++) {
            byte c = text[i];
            boolean isDigit = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '/' && c <= '9') || c == '+';
            if (!isDigit) {
                return false;
            }
        }
        return digits > 0 && text.length % 4 == 0;
    }
}
