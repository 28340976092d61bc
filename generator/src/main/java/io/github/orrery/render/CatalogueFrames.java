package io.github.orrery.render;

import io.github.orrery.render.view.PageFrame;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What stands around the pages, and the files it needs, whose names change with their content. */
final class CatalogueFrames {
    private static final int HASH_BYTES = 8;

    private final String siteTitle;
    private final SortedMap<String, byte[]> assets = new TreeMap<>();
    private final String stylesheet;
    private final String icon;

    CatalogueFrames(Templates templates, String siteTitle) {
        this.siteTitle = siteTitle;
        this.stylesheet = add("site", ".css", templates.asset("assets/site.css"));
        this.icon = add("icon", ".svg", templates.asset("assets/icon.svg"));
    }

    /** Stylesheet and icon by their path in the site. */
    SortedMap<String, byte[]> assets() {
        return Collections.unmodifiableSortedMap(assets);
    }

    /** The frame of a page in the site's root. */
    PageFrame top(String title, String description, @Nullable String section) {
        return frame("", title, description, section);
    }

    /** The frame of a page in a package's directory. */
    PageFrame below(String title, String description) {
        return frame(SiteLayout.up(), title, description, null);
    }

    private PageFrame frame(String up, String title, String description, @Nullable String section) {
        return new PageFrame(
                siteTitle,
                title,
                description,
                up + SiteLayout.INDEX_HTML,
                up + SiteLayout.PACKAGES_HTML,
                up + SiteLayout.INDEX_HTML + "#use",
                up + stylesheet,
                up + icon,
                section);
    }

    private String add(String name, String extension, byte[] content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
            String path = SiteLayout.asset(name, HexFormat.of().formatHex(hash, 0, HASH_BYTES), extension);
            assets.put(path, content);
            return path;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
