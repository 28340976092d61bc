package io.github.orrery.hosts;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Requests to the negotiated URLs of a site for all versions, and the file that each must get. */
final class NegotiationTable {
    /**
     * One request.
     *
     * @param accept null where the header is not sent
     * @param userAgent null where the header is not sent
     * @param file the file in the site; null where the answer is 404
     */
    record Row(String path, @Nullable String accept, @Nullable String userAgent, @Nullable String file) {
        String contentType() {
            if (file == null || file.endsWith(".zip")) {
                return "application/zip";
            }
            if (file.equals(EMPTY)) {
                return label("v3");
            }
            String version = file.replace("repo-up-to-", "").replaceFirst("(/package/.*|\\.json)$", "");
            return label(
                    switch (version) {
                        case "1.8", "1.9" -> "v3";
                        case "1.9.1", "1.10", "1.11" -> "v4";
                        default -> "v5";
                    });
        }
    }

    /** What the package manager 0.6.3 sends (formats.md 5.1). */
    static final String COSMOS = label("v5") + "," + label("v4") + "," + label("v3");

    private static final String ZIP = "repo-up-to-1.6.1.zip";
    private static final String OLD_ZIP = "repo-up-to-1.7.zip";
    private static final String EMPTY = "repo-empty-v3.json";
    private static final String NEWEST = "2.2";

    private final List<Row> rows = new ArrayList<>();
    private final String name;

    private NegotiationTable(String name) {
        this.name = name;
    }

    /** @param name a package that every version of the site has */
    static List<Row> rows(String name) {
        NegotiationTable table = new NegotiationTable(name);
        table.clusters();
        table.accepted();
        table.old();
        table.others();
        return table.rows;
    }

    private static String label(String version) {
        return "application/vnd.dcos.universe.repo+json;charset=utf-8;version=" + version;
    }

    private void clusters() {
        json("dcos/1.8", "1.8");
        json("dcos/1.8.4", "1.8");
        json("dcos/1.8-dev", "1.8");
        json("dcos/1.9", "1.9");
        json("dcos/1.9.11", "1.9");
        json("dcos/1.10", "1.10");
        json("dcos/1.10.8", "1.10");
        json("dcos/1.11.0", "1.11");
        json("dcos/1.12-beta1", "1.12");
        json("dcos/1.13.2", "1.13");
        json("dcos/1.13-dev", "1.13");
        json("dcos/1.14", "2.0");
        json("dcos/1.14.1", "2.0");
        json("dcos/1.14-dev", "2.0");
        json("dcos/1.140", "1.13");
        json("dcos/1.15", "1.13");
        json("dcos/1.80", "1.13");
        json("dcos/1.99.9", "1.13");
        json("dcos/2.0.0", "2.0");
        json("dcos/2.1-dev", "2.1");
        json("dcos/2.2.0", "2.2");
        json("dcos/2.3", NEWEST);
        json("dcos/2.10", NEWEST);
        json("dcos/3.0", NEWEST);
        json("dcos/10.1", NEWEST);
        json("dcos/20.0", NEWEST);
        json("dcos/99999999999999999999999.0", NEWEST);
        json("dcos/2", "1.13");
        json("dcos/01.08", "1.8");
    }

    private void json(String dcos, String version) {
        all(COSMOS, "cosmos/0.6.3 " + dcos, version);
    }

    private void all(String accept, @Nullable String userAgent, String version) {
        rows.add(new Row("/repo", accept, userAgent, "repo-up-to-" + version + ".json"));
        rows.add(new Row("/repo-1.7", accept, userAgent, EMPTY));
        rows.add(new Row("/package/" + name, accept, userAgent, version + "/package/" + name + ".json"));
    }

    /** The content goes by the cluster, its label by the content: never by what Accept names. */
    private void accepted() {
        String cluster = "cosmos/0.4.4 dcos/1.11.2";
        all(label("v4") + "," + label("v3"), cluster, "1.11");
        all(label("v3"), cluster, "1.11");
        all("application/vnd.dcos.universe.repo+json", cluster, "1.11");
        all("application/vnd.dcos.universe.repo+json; charset=utf-8; version=v4", cluster, "1.11");
        all("text/html, application/vnd.dcos.universe.repo+json;q=0.5", cluster, "1.11");
        all(COSMOS.toUpperCase(Locale.ROOT), cluster, "1.11");
        all(label("v3"), "cosmos/0.6.3 dcos/1.13.2", "1.13");
        all(COSMOS, null, NEWEST);
        all(COSMOS, "curl/7.88.1", NEWEST);
        all(COSMOS, "cosmos/0.6.3 dcos/", NEWEST);
        all(COSMOS, "cosmos/0.6.3 dcos/dev", NEWEST);
        all(COSMOS, "mydcos/1.8", NEWEST);
        all(COSMOS, "DCOS/1.8", NEWEST);
    }

    private void old() {
        for (String userAgent : List.of("cosmos/0.1.5 dcos/1.7.3", "dcos/1.6.1", "dcos/1.7", "dcos/0.9", "dcos/1")) {
            zip(COSMOS, userAgent);
        }
        for (String accept : List.of(
                "application/zip",
                "*/*",
                "application/json",
                "text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2",
                "application/vnd.dcos.universe.repo+jsonx",
                "application/vnd.dcos.universe.package+json;charset=utf-8;version=v3")) {
            zip(accept, "cosmos/0.6.3 dcos/1.13.2");
        }
        zip(null, "Java/1.8.0_77");
        zip(null, null);
    }

    private void zip(@Nullable String accept, @Nullable String userAgent) {
        rows.add(new Row("/repo", accept, userAgent, ZIP));
        rows.add(new Row("/repo-1.7", accept, userAgent, OLD_ZIP));
        rows.add(new Row("/package/" + name, accept, userAgent, null));
    }

    private void others() {
        rows.add(new Row("/package/there-is-none", COSMOS, "dcos/1.13", null));
        rows.add(new Row("/repo?whatever=1", COSMOS, "dcos/1.13", "repo-up-to-1.13.json"));
    }
}
