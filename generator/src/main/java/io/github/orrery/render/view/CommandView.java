package io.github.orrery.render.view;

/**
 * A command to copy.
 *
 * @param purpose what it does, a short phrase
 * @param line the command as one types it
 */
public record CommandView(String purpose, String line) {}
