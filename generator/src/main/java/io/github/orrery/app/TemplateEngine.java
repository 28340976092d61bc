package io.github.orrery.app;

import com.github.mustachejava.DefaultMustacheFactory;
import com.github.mustachejava.DefaultMustacheVisitor;
import com.github.mustachejava.FragmentKey;
import com.github.mustachejava.Mustache;
import com.github.mustachejava.MustacheException;
import com.github.mustachejava.MustacheNotFoundException;
import com.github.mustachejava.MustacheVisitor;
import com.github.mustachejava.TemplateContext;
import io.github.orrery.app.Refused.Reason;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * mustache.java as clusters use it (formats.md 5.5, step 6): nothing is escaped for HTML, since values are escaped for
 * JSON already. It can read no other template, runs no reflection, keeps nothing, and stops where a template would not.
 * For one thread.
 */
final class TemplateEngine {
    /** The function that clusters with package manager 0.6.3 offer to templates. */
    static final String AS_JSON = "asJson";

    static final int LONGEST_TEXT = 2 * 1024 * 1024;
    private static final int MOST_FRAGMENTS = 1000;

    /** Ends a rendering that has become too long. */
    static final class Exhausted extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Exhausted(String message) {
            super(message, null, false, false);
        }
    }

    /** What rendering gives: a text or a fault. */
    record Output(@Nullable String text, @Nullable TemplateFault fault) {
        static Output fault(Reason reason, int line, String message) {
            return new Output(null, new TemplateFault(reason, line, message));
        }
    }

    private final ScopeLookup lookup = new ScopeLookup();
    private final Factory factory = new Factory(lookup);

    /**
     * Renders a template.
     *
     * @param template its tags have been found without a fault
     * @param values as {@link TemplateValues} makes them
     * @param raw the same options before escaping, for {@code asJson}
     */
    Output render(TemplateTags template, Map<String, @Nullable Object> values, RawTexts raw) {
        lookup.restart(name -> raw.text(name == null ? "" : name));
        factory.fragments = 0;
        BoundedText out = new BoundedText();
        try {
            CondensedTemplate condensed = CondensedTemplate.of(template, name -> lookup.text(name, values));
            factory.condensed = condensed;
            Mustache mustache = factory.compile(new TemplateReader(condensed.text()), "template");
            mustache.execute(out, values);
            return new Output(out.text.toString(), null);
        } catch (RuntimeException e) {
            Exhausted exhausted = causeOf(e);
            if (exhausted != null) {
                return Output.fault(Reason.TOO_DEEP, 0, String.valueOf(exhausted.getMessage()));
            }
            if (e instanceof MustacheException || e instanceof StringIndexOutOfBoundsException) {
                return Output.fault(Reason.TEMPLATE_SYNTAX, 0, "mustache.java refuses it: " + e.getMessage());
            }
            throw e;
        }
    }

    /** The text of an option that is a string, unescaped, else {@code null} in four letters. */
    interface RawTexts {
        String text(String option);
    }

    private static @Nullable Exhausted causeOf(Throwable e) {
        for (Throwable at = e; at != null; at = at.getCause()) {
            if (at instanceof Exhausted exhausted) {
                return exhausted;
            }
        }
        return null;
    }

    private static final class Factory extends DefaultMustacheFactory {
        private int fragments;
        private CondensedTemplate condensed = CondensedTemplate.EMPTY;

        Factory(ScopeLookup lookup) {
            super(name -> {
                throw new MustacheNotFoundException(name);
            });
            setObjectHandler(lookup);
        }

        @Override
        public Reader getReader(String resourceName) {
            throw new MustacheNotFoundException(resourceName);
        }

        @Override
        public void encode(String value, Writer writer) {
            try {
                writer.write(value);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public MustacheVisitor createMustacheVisitor() {
            return new Visitor(this, condensed);
        }

        /** What a function returns is a template again: held to the same bounds, and not kept. */
        @Override
        public Mustache getFragment(FragmentKey key) {
            if (++fragments > MOST_FRAGMENTS) {
                throw new Exhausted("asJson is used too often");
            }
            TemplateTags tags = TemplateTags.of(key.templateText);
            if (!tags.faults().isEmpty()) {
                throw new MustacheException(
                        "in a value given to asJson: " + tags.faults().get(0).message());
            }
            if (tags.tags().stream().anyMatch(tag -> tag.name().equals(AS_JSON))) {
                throw new Exhausted("asJson within asJson");
            }
            condensed = CondensedTemplate.EMPTY;
            Mustache mustache = mc.compile(
                    new StringReader(key.templateText),
                    key.tc.file(),
                    key.tc.startChars(),
                    key.tc.endChars(),
                    key.tc.startOfLine());
            mustache.init();
            return mustache;
        }
    }

    /**
     * Joins the pieces of text between tags, of which the parser makes one per line: appending them one by one takes
     * quadratic time.
     */
    private static final class Visitor extends DefaultMustacheVisitor {
        private final StringBuilder pending = new StringBuilder();
        private final CondensedTemplate condensed;
        private @Nullable TemplateContext pendingContext;

        Visitor(DefaultMustacheFactory factory, CondensedTemplate condensed) {
            super(factory);
            this.condensed = condensed;
        }

        @Override
        public void write(TemplateContext context, String text) {
            if (pendingContext == null) {
                pendingContext = context;
            }
            condensed.expand(text, pending);
        }

        private void flush() {
            if (pendingContext != null) {
                super.write(pendingContext, pending.toString());
                pending.setLength(0);
                pendingContext = null;
            }
        }

        @Override
        public Mustache mustache(TemplateContext context) {
            flush();
            return super.mustache(context);
        }

        @Override
        public void iterable(TemplateContext context, String variable, Mustache mustache) {
            flush();
            super.iterable(context, plain(variable), mustache);
        }

        @Override
        public void notIterable(TemplateContext context, String variable, Mustache mustache) {
            flush();
            super.notIterable(context, plain(variable), mustache);
        }

        @Override
        public void name(TemplateContext context, String variable, Mustache mustache) {
            flush();
            super.name(context, variable, mustache);
        }

        @Override
        public void value(TemplateContext context, String variable, boolean encoded) {
            flush();
            super.value(context, plain(variable), encoded);
        }

        @Override
        public void eof(TemplateContext context) {
            flush();
            super.eof(context);
        }

        /** Prints nothing and is no code; the library would write to the log. */
        @Override
        public void pragma(TemplateContext context, String pragma, @Nullable String args) {
            flush();
        }

        @Override
        public void comment(TemplateContext context, String comment) {
            flush();
            super.comment(context, comment);
        }

        @Override
        public void checkName(TemplateContext context, String variable, Mustache mustache) {
            flush();
            super.checkName(context, variable, mustache);
        }

        /** A leading {@code *} makes later versions of the library than the clusters' take the name from the data. */
        private static String plain(String variable) {
            return variable.startsWith("*") ? " " + variable : variable;
        }
    }

    /** Refuses to grow without end. */
    private static final class BoundedText extends Writer {
        private final StringBuilder text = new StringBuilder(16 * 1024);

        @Override
        public void write(char[] buffer, int offset, int length) {
            text.append(buffer, offset, length);
            check();
        }

        @Override
        public void write(String string) {
            text.append(string);
            check();
        }

        @Override
        public void write(String string, int offset, int length) {
            text.append(string, offset, offset + length);
            check();
        }

        @Override
        public void write(int c) {
            text.append((char) c);
            check();
        }

        private void check() {
            if (text.length() > LONGEST_TEXT) {
                throw new Exhausted("it renders to more than " + LONGEST_TEXT + " characters");
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    /** A {@link StringReader} without locks: the parser reads character by character. */
    private static final class TemplateReader extends Reader {
        private final String text;
        private int position;
        private int mark;

        TemplateReader(String text) {
            this.text = text;
        }

        @Override
        public int read() {
            return position < text.length() ? text.charAt(position++) : -1;
        }

        @Override
        public int read(char[] buffer, int offset, int length) {
            if (position >= text.length()) {
                return -1;
            }
            int count = Math.min(length, text.length() - position);
            text.getChars(position, position + count, buffer, offset);
            position += count;
            return count;
        }

        @Override
        public boolean markSupported() {
            return true;
        }

        @Override
        public void mark(int readAheadLimit) {
            mark = position;
        }

        @Override
        public void reset() {
            position = mark;
        }

        @Override
        public void close() {}
    }
}
