package io.github.orrery.render;

import java.util.List;
import java.util.SortedMap;

/**
 * What breaks one rule of {@code check} in the repository.
 *
 * @param rule its id
 * @param what what breaks it, a sentence
 * @param mend what to do about it, a sentence
 * @param newest how often it is broken by newest revisions, by package
 * @param older how often it is broken by older revisions
 * @param outside how often it is broken by what is no revision, such as a file that belongs to none
 */
public record Warned(String rule, String what, String mend, SortedMap<String, Integer> newest, int older, int outside) {
    static final List<Warned> NONE = List.of();
}
