package io.github.orrery.render;

import io.github.orrery.json.JsonText;
import io.github.orrery.model.Content;
import io.github.orrery.model.Revision;
import io.github.orrery.model.RevisionPart;
import io.github.orrery.model.SourceFile;
import io.github.orrery.model.UniversePackage;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The files of all revisions of a package as a script that its pages load when they are asked to render or to compare
 * ({@code docs/output.md} says how it is read). The texts are the sources', each one once, and one that resembles an
 * earlier one as what differs from it: of 29 MB of the real Universe 9 MB are left, made without parsing anything.
 */
final class PackageData {
    private static final int SCHEMA_VERSION = 1;

    /** A text that later ones may resemble. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Text(int index, byte[] bytes) {}

    private final AsciiScript out = new AsciiScript();
    private final Map<Content, Integer> known = new HashMap<>();
    private final Map<String, Text> latest = new HashMap<>();
    private int count;

    private PackageData() {}

    /** The script; the newest revision comes first. */
    static byte[] of(UniversePackage universePackage) {
        return new PackageData().script(universePackage);
    }

    private byte[] script(UniversePackage universePackage) {
        List<Revision> revisions = universePackage.revisions();
        AsciiScript described = new AsciiScript();
        out.raw("window.orreryPackage={\"schemaVersion\":" + SCHEMA_VERSION + ",\"name\":\"" + universePackage.name()
                + "\",\n\"texts\":[");
        for (int i = revisions.size() - 1; i >= 0; i--) {
            Revision revision = revisions.get(i);
            described
                    .raw(described.length() == 0 ? "\n" : ",\n")
                    .raw("{\"releaseVersion\":" + revision.releaseVersion())
                    .raw(",\"version\":")
                    .string(revision.version())
                    .raw(",\"packagingVersion\":")
                    .string(revision.packagingVersion().text());
            part("package", revision.packageJson(), described);
            part("config", revision.config().orElse(null), described);
            part("resource", revision.resource().orElse(null), described);
            part("command", revision.command().orElse(null), described);
            SourceFile template = revision.template().orElse(null);
            if (template != null) {
                text("template", Content.of(template), template.bytes(), described);
            }
            described.raw("}");
        }
        out.raw("],\n\"revisions\":[").add(described).raw("]};\n");
        return out.take();
    }

    private void part(String kind, @Nullable RevisionPart part, AsciiScript described) {
        if (part == null || part.isEmpty()) {
            return;
        }
        if (part.isWholeFile()) {
            text(kind, Content.of(part), part.file().bytes(), described);
        } else {
            byte[] own = JsonText.compact(part.tree());
            text(kind, Content.of(own), own, described);
        }
    }

    private void text(String kind, Content content, byte[] bytes, AsciiScript described) {
        Integer index = known.get(content);
        if (index == null) {
            index = count++;
            known.put(content, index);
            out.raw(index == 0 ? "\n" : ",\n");
            if (write(bytes, latest.get(kind))) {
                latest.put(kind, new Text(index, bytes));
            }
        }
        described.raw(",\"" + kind + "\":" + index);
    }

    /** False where the text is not ASCII: its stretches cannot be counted in bytes. */
    private boolean write(byte[] bytes, @Nullable Text like) {
        int begin = out.length();
        boolean isAscii = like == null ? out.string(bytes, 0, bytes.length) : writeDifference(bytes, like);
        if (!isAscii) {
            out.cut(begin);
            out.string(new String(bytes, StandardCharsets.UTF_8));
        }
        return isAscii;
    }

    private boolean writeDifference(byte[] bytes, Text like) {
        boolean[] isAscii = {true};
        out.raw("[").raw(Integer.toString(like.index()));
        TextDelta.of(like.bytes(), bytes, new TextDelta.Pieces() {
            @Override
            public void same(int from, int length) {
                out.raw(",").raw(Integer.toString(from)).raw(",").raw(Integer.toString(length));
            }

            @Override
            public void fresh(int from, int length) {
                isAscii[0] &= out.raw(",").string(bytes, from, length);
            }
        });
        out.raw("]");
        return isAscii[0];
    }
}
