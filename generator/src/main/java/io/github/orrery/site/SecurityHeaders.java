package io.github.orrery.site;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The headers that every answer carries: nothing but the site's own files runs, frames or is guessed at. */
public final class SecurityHeaders {
    private SecurityHeaders() {}

    /** Their names and values, in the order in which they are written. */
    public static Map<String, String> all(OutsideImages images) {
        List<String> policy = new ArrayList<>();
        policy.add("default-src 'none'");
        policy.add(images.directive());
        policy.add("style-src 'self'");
        policy.add("script-src 'self'");
        // No page asks for anything itself; tools that audit one ask in its name, for robots.txt.
        policy.add("connect-src 'self'");
        policy.add("base-uri 'none'");
        policy.add("form-action 'none'");
        policy.add("frame-ancestors 'none'");
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Security-Policy", String.join("; ", policy));
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("Referrer-Policy", "no-referrer");
        return Collections.unmodifiableMap(headers);
    }
}
