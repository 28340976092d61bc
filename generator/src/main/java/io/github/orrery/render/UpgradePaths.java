package io.github.orrery.render;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.orrery.model.Revision;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which versions of a package upgrade and downgrade to which (formats.md 1.3, {@code upgradesFrom} and
 * {@code downgradesTo}). A version that several revisions have stands once, as the newest of those that clusters see, or
 * as the newest of all where they see none: one that is withdrawn does not stand for one that is installed.
 */
final class UpgradePaths {
    private static final String ANY = "*";

    /** Far above real packages (13 names in a list, 57 revisions): a picture stays one that can be read. */
    private static final int MOST_NAMES = 200;

    private static final int MOST_STRANGERS = 50;

    /**
     * A version.
     *
     * @param revision the one that it stands for; null where other versions name it and the repository has it not
     * @param hidden whether no cluster sees it
     * @param fromAny whether every version upgrades to it
     * @param toAny whether it downgrades to every version
     */
    record Version(String text, @Nullable Revision revision, boolean hidden, boolean fromAny, boolean toAny) {}

    /** A step from one version to another, as places in {@link #versions}. */
    record Step(int from, int to) {}

    private final List<Version> versions = new ArrayList<>();
    private final List<Step> upgrades = new ArrayList<>();
    private final List<Step> downgrades = new ArrayList<>();

    UpgradePaths(List<Revision> revisions, Sight sight) {
        Map<String, Revision> byVersion = new LinkedHashMap<>();
        for (int i = revisions.size() - 1; i >= 0; i--) {
            Revision revision = revisions.get(i);
            Revision later = byVersion.putIfAbsent(revision.version(), revision);
            if (later != null && sight.hidden(later) != null && sight.hidden(revision) == null) {
                byVersion.put(revision.version(), revision);
            }
        }
        for (String text : order(byVersion)) {
            Revision revision = byVersion.get(text);
            versions.add(
                    revision == null
                            ? new Version(text, null, true, false, false)
                            : new Version(
                                    text,
                                    revision,
                                    sight.hidden(revision) != null,
                                    names(revision, "upgradesFrom").contains(ANY),
                                    names(revision, "downgradesTo").contains(ANY)));
        }
        Map<String, Integer> places = new LinkedHashMap<>();
        for (int i = 0; i < versions.size(); i++) {
            places.put(versions.get(i).text, i);
        }
        for (int i = 0; i < versions.size(); i++) {
            Revision revision = versions.get(i).revision;
            if (revision != null) {
                for (int other : places(names(revision, "upgradesFrom"), places, i)) {
                    upgrades.add(new Step(other, i));
                }
                for (int other : places(names(revision, "downgradesTo"), places, i)) {
                    downgrades.add(new Step(i, other));
                }
            }
        }
    }

    /** Newest first; one that the repository has not stands below the oldest that names it. */
    List<Version> versions() {
        return Collections.unmodifiableList(versions);
    }

    /** The upgrades that a version names, each once. */
    List<Step> upgrades() {
        return Collections.unmodifiableList(upgrades);
    }

    /** The downgrades that a version names, each once. */
    List<Step> downgrades() {
        return Collections.unmodifiableList(downgrades);
    }

    boolean isEmpty() {
        return upgrades.isEmpty()
                && downgrades.isEmpty()
                && versions.stream().noneMatch(version -> version.fromAny || version.toAny);
    }

    private static List<String> order(Map<String, Revision> byVersion) {
        List<String> newestFirst = List.copyOf(byVersion.keySet());
        Set<String> strangers = new LinkedHashSet<>();
        Map<String, List<String>> below = new LinkedHashMap<>();
        for (int i = newestFirst.size() - 1; i >= 0; i--) {
            Revision revision = byVersion.get(newestFirst.get(i));
            if (revision == null) {
                continue;
            }
            for (String key : new String[] {"upgradesFrom", "downgradesTo"}) {
                for (String name : names(revision, key)) {
                    boolean isStrange = !name.isBlank() && !name.equals(ANY) && !byVersion.containsKey(name);
                    if (isStrange && strangers.size() < MOST_STRANGERS && strangers.add(name)) {
                        below.computeIfAbsent(newestFirst.get(i), version -> new ArrayList<>())
                                .add(name);
                    }
                }
            }
        }
        if (strangers.isEmpty()) {
            return newestFirst;
        }
        List<String> ordered = new ArrayList<>();
        for (String version : newestFirst) {
            ordered.add(version);
            ordered.addAll(below.getOrDefault(version, List.of()));
        }
        return ordered;
    }

    private static List<Integer> places(Set<String> names, Map<String, Integer> places, int own) {
        List<Integer> found = new ArrayList<>();
        for (String name : names) {
            Integer place = places.get(name);
            if (place != null && place != own) {
                found.add(place);
            }
        }
        return found;
    }

    private static Set<String> names(Revision revision, String key) {
        JsonNode texts = revision.packageJson().tree().path(key);
        if (texts.isEmpty()) {
            return new LinkedHashSet<>();
        }
        Set<String> names = new LinkedHashSet<>();
        for (JsonNode text : texts) {
            if (text.isTextual() && names.size() < MOST_NAMES) {
                names.add(text.textValue());
            }
        }
        return names;
    }
}
