package io.github.orrery.verify;

import io.github.orrery.model.RepositoryVersion;
import io.github.orrery.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a package manager takes a Content-Type for an index (formats.md 5.2 and 11.1). */
final class IndexType {
    private static final String ESSENCE = "application/vnd.dcos.universe.repo+json";

    private IndexType() {}

    /**
     * Why it does not.
     *
     * @param fault the kind
     * @param message what is wrong and what was expected
     */
    record Refusal(Fault fault, String message) {}

    /**
     * Judges the header's values; empty where each of them is accepted.
     *
     * @param values of all headers of that name
     * @param newest the newest form that the package manager knows
     */
    static Optional<Refusal> refusal(List<String> values, RepositoryVersion newest) {
        if (values.isEmpty()) {
            return Optional.of(new Refusal(Fault.TYPE_MISSING, "has no Content-Type"));
        }
        if (values.size() > 1 && values.stream().distinct().count() > 1) {
            return Optional.of(new Refusal(
                    Fault.TYPE_REPEATED,
                    "has " + values.size() + " Content-Type headers, "
                            + String.join(
                                    " and ", values.stream().map(Problem::quote).toList())
                            + ", expected one: which of them counts depends on the client"));
        }
        return refusal(values.get(0), newest);
    }

    private static Optional<Refusal> refusal(String value, RepositoryVersion newest) {
        String served = "is served as " + Problem.quote(value);
        MediaType type = MediaType.parse(value).orElse(null);
        if (type == null) {
            return Optional.of(new Refusal(
                    Fault.TYPE_SYNTAX,
                    served + ", which cannot be parsed: no blanks around \"=\" and no \";\" at the end are allowed"));
        }
        if (!type.essence().equals(ESSENCE)) {
            return Optional.of(new Refusal(Fault.TYPE, served + ", expected " + ESSENCE));
        }
        for (Map.Entry<String, String> parameter : type.parameters().entrySet()) {
            switch (parameter.getKey()) {
                case "charset" -> {
                    if (!parameter.getValue().equals("utf-8")) {
                        return Optional.of(new Refusal(Fault.TYPE_CHARSET, served + ", expected charset=utf-8"));
                    }
                }
                case "version" -> {
                    RepositoryVersion version = version(parameter.getValue());
                    if (version == null) {
                        return Optional.of(new Refusal(
                                Fault.TYPE_VERSION, served + ", expected version=v3, v4 or v5, with a small v"));
                    }
                    if (version.compareTo(newest) > 0) {
                        return Optional.of(new Refusal(
                                Fault.TYPE_TOO_NEW,
                                served + ", expected at most version=" + newest.label()
                                        + ": the package manager of this DC/OS version knows nothing newer"));
                    }
                }
                default -> {
                    return Optional.of(new Refusal(
                            Fault.TYPE_PARAMETER,
                            served + ", expected no parameter " + Problem.quote(parameter.getKey())));
                }
            }
        }
        return Optional.empty();
    }

    private static @Nullable RepositoryVersion version(String label) {
        for (RepositoryVersion version : RepositoryVersion.values()) {
            if (version.label().equals(label)) {
                return version;
            }
        }
        return null;
    }
}
