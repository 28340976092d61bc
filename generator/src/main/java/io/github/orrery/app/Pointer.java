package io.github.orrery.app;

import io.github.orrery.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * A JSON Pointer that grows at its end without copying: most are never printed.
 *
 * @param parent null for the whole document
 * @param segment the last segment, unescaped
 */
record Pointer(@Nullable Pointer parent, String segment) {
    static final Pointer ROOT = new Pointer(null, "");

    Pointer at(String key) {
        return new Pointer(this, key);
    }

    Pointer at(int index) {
        return new Pointer(this, Integer.toString(index));
    }

    @Override
    public String toString() {
        if (parent == null) {
            return "";
        }
        StringBuilder text = new StringBuilder();
        for (Pointer at = this; at != null && at.parent != null; at = at.parent) {
            text.insert(0, '/' + Json.escapePointer(at.segment));
        }
        return text.toString();
    }
}
