package io.github.orrery.site;

/**
 * A file of a site, without its content: where it stands and how hosts serve it.
 *
 * @param path where it stands
 * @param mediaType the Content-Type, with parameters where clients want them
 * @param cache the cache policy
 * @param family the group it can be left out with
 */
public record SiteFile(SitePath path, String mediaType, CachePolicy cache, Family family) {
    public static final String JSON = "application/json";
    public static final String HTML = "text/html;charset=utf-8";
    public static final String CSS = "text/css;charset=utf-8";
    public static final String JAVASCRIPT = "text/javascript;charset=utf-8";
    public static final String SVG = "image/svg+xml";
    public static final String XML = "application/xml";
    public static final String ATOM = "application/atom+xml";
    public static final String OPENSEARCH = "application/opensearchdescription+xml";
    public static final String TEXT = "text/plain;charset=utf-8";
    /** Without any parameter: old clusters refuse one (formats.md 3.3). */
    public static final String ZIP = "application/zip";

    public static final String GZIP = "application/gzip";

    /** A file of pages, archives or metadata. */
    public static SiteFile page(String path, String mediaType, Family family) {
        return new SiteFile(new SitePath(path), mediaType, CachePolicy.PAGE, family);
    }

    /** A file that clusters fetch. */
    public static SiteFile index(String path, String mediaType, Family family) {
        return new SiteFile(new SitePath(path), mediaType, CachePolicy.INDEX, family);
    }

    /** The compressed file beside this one. */
    public SiteFile gzipped() {
        return new SiteFile(path.plus(".gz"), GZIP, cache, family);
    }
}
