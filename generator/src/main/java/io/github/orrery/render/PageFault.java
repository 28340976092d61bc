package io.github.orrery.render;

/**
 * What is wrong with a page template that the user overrides.
 *
 * @param template the template's name, e.g. {@code package.ftlh}
 * @param line line from 1; 0 where none is known
 * @param column column from 1; 0 where none is known
 * @param message what is wrong, one line
 */
public record PageFault(String template, int line, int column, String message) {
    /** Carries a fault out of a template. */
    public static final class Thrown extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient PageFault fault;

        Thrown(PageFault fault) {
            super(fault.message(), null, false, false);
            this.fault = fault;
        }

        public PageFault fault() {
            return fault;
        }
    }
}
