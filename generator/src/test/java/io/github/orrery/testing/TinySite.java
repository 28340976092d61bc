package io.github.orrery.testing;

import io.github.orrery.publish.LocalSite;
import io.github.orrery.publish.PublishRefusedException;
import io.github.orrery.site.Family;
import io.github.orrery.site.SiteFile;
import io.github.orrery.write.OutputRefusedException;
import io.github.orrery.write.SiteWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/**
 * A small site written by the real writer: an index, a shard, an archive, pages; each of its files says how many
 * revisions its one package has.
 */
public final class TinySite {
    public static final String TYPE = "application/vnd.dcos.universe.repo+json;charset=utf-8;version=v5";

    private TinySite() {}

    /** A site whose package {@code kafka} has so many revisions. */
    public static LocalSite of(Path directory, int revisions) throws IOException {
        return of(directory, revisions, "kafka");
    }

    /** The same site with other texts in its revisions. */
    public static LocalSite changed(Path directory, int revisions) throws IOException {
        return write(directory, revisions, "word ", "kafka");
    }

    /** A site of packages that all have so many revisions. */
    public static LocalSite of(Path directory, int revisions, String... names) throws IOException {
        return write(directory, revisions, "text ", names);
    }

    private static LocalSite write(Path directory, int revisions, String text, String... names) throws IOException {
        try (SiteWriter writer = SiteWriter.open(directory, holder -> {})) {
            StringBuilder all = new StringBuilder();
            for (String name : names) {
                String items = items(name, revisions, text);
                all.append(all.length() == 0 ? "" : ",").append(items);
                putJson(writer, "2.2/package/" + name + ".json", "{\"packages\":[" + items + "]}");
                put(
                        writer,
                        SiteFile.page("packages/" + name + "/index.html", SiteFile.HTML, Family.CATALOGUE),
                        "<p>" + revisions + "</p>");
                for (int i = 0; i < revisions; i++) {
                    put(
                            writer,
                            SiteFile.page(
                                    "packages/" + name + "/revision-" + i + ".html", SiteFile.HTML, Family.CATALOGUE),
                            "<p>revision " + i + "</p>");
                }
            }
            putJson(writer, "repo-up-to-2.2.json", "{\"packages\":[" + all + "]}");
            putJson(writer, "universe.json", "{\"packages\":[" + all + "]}");
            put(writer, SiteFile.page("packages.tgz", SiteFile.GZIP, Family.ARCHIVES), "archive " + revisions);
            put(writer, SiteFile.page("index.html", SiteFile.HTML, Family.CATALOGUE), "<h1>" + revisions + "</h1>");
            writer.commit();
            return LocalSite.read(directory);
        } catch (OutputRefusedException | PublishRefusedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String items(String name, int revisions, String text) {
        StringBuilder items = new StringBuilder();
        for (int i = 0; i < revisions; i++) {
            items.append(i == 0 ? "" : ",")
                    .append("{\"name\":\"" + name + "\",\"releaseVersion\":" + i + ",\"description\":\""
                            + text.repeat(9) + "\"}");
        }
        return items.toString();
    }

    private static void putJson(SiteWriter writer, String path, String json) throws IOException {
        SiteFile file = SiteFile.index(path, TYPE, Family.INDEXES);
        put(writer, file, json);
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            out.write(json.getBytes(StandardCharsets.US_ASCII));
        }
        writer.put(file.gzipped(), compressed.toByteArray());
    }

    private static void put(SiteWriter writer, SiteFile file, String text) throws IOException {
        writer.put(file, text.getBytes(StandardCharsets.US_ASCII));
    }
}
