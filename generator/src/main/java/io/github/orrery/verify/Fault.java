package io.github.orrery.verify;

import java.util.Locale;

/** Every kind of finding; ids are public, {@code docs/verify.md} has a row for each. */
public enum Fault {
    NO_ANSWER(Gravity.REFUSED),
    TLS(Gravity.REFUSED),
    STATUS(Gravity.REFUSED),
    REDIRECT_308(Gravity.REFUSED),
    REDIRECT_SCHEME(Gravity.REFUSED),
    REDIRECT_TARGET(Gravity.REFUSED),
    REDIRECT_LOOP(Gravity.REFUSED),
    REDIRECT_COUNT(Gravity.REFUSED),
    HEADERS_TOO_LONG(Gravity.REFUSED),
    TYPE_MISSING(Gravity.REFUSED),
    TYPE_SYNTAX(Gravity.REFUSED),
    TYPE(Gravity.REFUSED),
    TYPE_CHARSET(Gravity.REFUSED),
    TYPE_VERSION(Gravity.REFUSED),
    TYPE_PARAMETER(Gravity.REFUSED),
    TYPE_TOO_NEW(Gravity.REFUSED),
    TYPE_REPEATED(Gravity.REFUSED),
    ENCODING(Gravity.REFUSED),
    ENCODING_UNSAID(Gravity.REFUSED),
    ENCODING_UNTRUE(Gravity.REFUSED),
    GZIP_DAMAGED(Gravity.REFUSED),
    TRUNCATED(Gravity.REFUSED),
    STALLED(Gravity.REFUSED),
    TOO_SLOW(Gravity.REFUSED),
    TOO_LONG(Gravity.REFUSED),
    BOMB(Gravity.REFUSED),
    BYTE_ORDER_MARK(Gravity.REFUSED),
    EMPTY(Gravity.REFUSED),
    HTML_PAGE(Gravity.REFUSED),
    JSON(Gravity.REFUSED),
    PACKAGE(Gravity.REFUSED),
    ZIP(Gravity.REFUSED),
    ZIP_SCRIPTS(Gravity.REFUSED),
    ZIP_TYPE(Gravity.WRONG),
    ZIP_ENCODING(Gravity.REFUSED),
    VARY(Gravity.WRONG),
    SUM(Gravity.WRONG),
    SIZE(Gravity.WRONG),
    SWAPPED(Gravity.WRONG),
    NEWER_PACKAGE(Gravity.WRONG),
    SHARD(Gravity.WRONG),
    MISSING_FILE(Gravity.WRONG),
    EXTRA_FILE(Gravity.WRONG),
    NOT_A_FILE(Gravity.WRONG),
    MANIFEST(Gravity.WRONG),
    NO_INDEX(Gravity.WRONG),
    GZIP_TWIN(Gravity.WRONG),
    CONTENT_TYPE_FILE(Gravity.WRONG),
    PUBLICATION(Gravity.WRONG),
    OBJECT(Gravity.WRONG),
    EXPIRED(Gravity.WRONG),
    ARCHIVE(Gravity.WRONG),
    LINK(Gravity.WRONG),
    ICON_LENGTH(Gravity.WRONG),
    CACHE_TOO_LONG(Gravity.WRONG),
    EXPIRES_SOON(Gravity.ADVICE),
    CACHE_UNSAID(Gravity.ADVICE),
    NOT_COMPRESSED(Gravity.ADVICE),
    OTHER_TYPE(Gravity.ADVICE),
    ARCHIVE_ENCODING(Gravity.ADVICE);

    private final Gravity gravity;

    Fault(Gravity gravity) {
        this.gravity = gravity;
    }

    /** As it stands in square brackets after a message, e.g. {@code redirect-308}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public Gravity gravity() {
        return gravity;
    }
}
