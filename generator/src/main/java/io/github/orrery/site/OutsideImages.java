package io.github.orrery.site;

/** Whether pages may show images of other hosts. */
public enum OutsideImages {
    /** Icons are shown from where their packages say. */
    SHOWN("img-src 'self' data: https:"),
    /** Pages ask no other host for anything. */
    NONE("img-src 'self' data:");

    private final String directive;

    OutsideImages(String directive) {
        this.directive = directive;
    }

    /** The directive of a Content-Security-Policy that holds it. */
    public String directive() {
        return directive;
    }
}
