package io.github.orrery.serve;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A request as it was read: its first line and its headers.
 *
 * @param method e.g. {@code GET}, in the letters that came
 * @param path the target's path as it came, percent-encoded, without the query; {@code *} where the target is that
 * @param query what stands after the question mark; empty where there is none
 * @param headers names in lower case, in the order in which they came
 */
record HttpRequest(String method, String path, String query, List<Map.Entry<String, String>> headers) {
    HttpRequest {
        headers = List.copyOf(headers);
    }

    /** The values of a header, joined as one list; empty where it did not come. */
    Optional<String> header(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        List<String> values = headers.stream()
                .filter(header -> header.getKey().equals(lower))
                .map(Map.Entry::getValue)
                .toList();
        return values.isEmpty() ? Optional.empty() : Optional.of(values.stream().collect(Collectors.joining(", ")));
    }

    /** Whether the answer is to have no body. */
    boolean isHead() {
        return method.equals("HEAD");
    }

    /** Whether a body follows the headers; nobody reads it. */
    boolean hasBody() {
        return header("transfer-encoding").isPresent()
                || header("content-length")
                        .filter(length -> !length.equals("0"))
                        .isPresent();
    }
}
