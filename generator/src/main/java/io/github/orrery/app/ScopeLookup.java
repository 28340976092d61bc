package io.github.orrery.app;

import com.github.mustachejava.Binding;
import com.github.mustachejava.Code;
import com.github.mustachejava.Iteration;
import com.github.mustachejava.TemplateContext;
import com.github.mustachejava.TemplateFunction;
import com.github.mustachejava.reflect.AbstractObjectHandler;
import com.github.mustachejava.util.Wrapper;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds names in scopes that are maps, lists, strings, numbers and booleans, without reflection: the few members of Java
 * types that a cluster's templates may come across are spelled out here, and no method of ours can be called. Counts
 * each step, so that a template cannot run for ever. For one thread.
 */
final class ScopeLookup extends AbstractObjectHandler {
    private static final long MOST_STEPS = 3_000_000;

    private static final Object ABSENT = new Object();
    private static final String[] UNDOTTED = {};

    private long steps;
    private long printed;
    private @Nullable TemplateFunction asJson;

    /** Begins another rendering. */
    void restart(TemplateFunction asJsonFunction) {
        steps = 0;
        printed = 0;
        asJson = asJsonFunction;
    }

    @Override
    public Binding createBinding(@Nullable String name, TemplateContext context, Code code) {
        if (name == null) {
            return scopes -> null;
        }
        String[] segments = segments(name);
        return scopes -> find(name, segments, scopes);
    }

    @Override
    public Wrapper find(String name, List<Object> scopes) {
        String[] segments = segments(name);
        return all -> find(name, segments, all);
    }

    @Override
    public Writer iterate(Iteration iteration, Writer writer, Object object, List<Object> scopes) {
        step(object instanceof List<?> list ? list.size() : 1);
        return super.iterate(iteration, writer, object, scopes);
    }

    /** What a name prints where only the outermost scope is there. */
    String text(String name, Object root) {
        Object value = find(name, segments(name), List.of(root));
        String text = value == null ? "" : stringify(value);
        printed += text.length();
        if (printed > TemplateEngine.LONGEST_TEXT) {
            throw new TemplateEngine.Exhausted(
                    "it renders to more than " + TemplateEngine.LONGEST_TEXT + " characters");
        }
        return text;
    }

    private static String[] segments(String name) {
        return name.indexOf('.') < 0 ? UNDOTTED : name.split("\\.", -1);
    }

    private @Nullable Object find(String name, String[] segments, List<Object> scopes) {
        step(scopes.size() + segments.length);
        for (int i = scopes.size() - 1; i >= 0; i--) {
            Object scope = scopes.get(i);
            if (scope != null) {
                Object found = member(scope, name);
                if (found == ABSENT && segments.length > 1) {
                    found = walk(scope, segments);
                }
                if (found != ABSENT) {
                    return found;
                }
            }
        }
        return name.equals(TemplateEngine.AS_JSON) ? asJson : null;
    }

    /**
     * The library's way through a dotted name: a missing last segment means nothing at all, as does null underway, but a
     * missing one before the last sends the search on to the next scope.
     */
    private static @Nullable Object walk(Object scope, String[] segments) {
        Object at = scope;
        for (int i = 0; i < segments.length - 1; i++) {
            at = member(at, segments[i]);
            if (at == null || at == ABSENT) {
                return at;
            }
        }
        Object last = member(at, segments[segments.length - 1]);
        return last == ABSENT ? null : last;
    }

    private static @Nullable Object member(Object scope, String name) {
        if (scope instanceof Map<?, ?> map) {
            Object value = map.get(name);
            return value == null && !map.containsKey(name) ? ABSENT : value;
        }
        if (scope instanceof List<?> list) {
            return switch (name) {
                case "size" -> (long) list.size();
                case "isEmpty", "empty" -> list.isEmpty();
                default -> ABSENT;
            };
        }
        if (scope instanceof String text) {
            return switch (name) {
                case "length" -> (long) text.length();
                case "isEmpty", "empty" -> text.isEmpty();
                default -> ABSENT;
            };
        }
        return ABSENT;
    }

    private void step(int count) {
        steps += 1L + count;
        if (steps > MOST_STEPS) {
            throw new TemplateEngine.Exhausted("rendering takes more than " + MOST_STEPS + " steps");
        }
    }
}
