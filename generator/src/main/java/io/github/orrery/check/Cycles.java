package io.github.orrery.check;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Names that lead back to themselves. Depth first without recursion, so that a long chain does no harm.
 *
 * <pre>{@code
 * Cycles.in(new TreeMap<>(Map.of("a", List.of("b"), "b", List.of("a"), "c", List.of("a"))));   // [[a, b]]
 * }</pre>
 */
final class Cycles {
    private record Visit(String name, Iterator<String> rest) {}

    private final SortedMap<String, ? extends Collection<String>> arrows;
    private final Map<String, Integer> order = new HashMap<>();
    private final Map<String, Integer> lowest = new HashMap<>();
    private final Deque<String> open = new ArrayDeque<>();
    private final List<List<String>> found = new ArrayList<>();

    private Cycles(SortedMap<String, ? extends Collection<String>> arrows) {
        this.arrows = arrows;
    }

    /** The groups of names of which each leads to each other, or to itself; sorted, and so are their names. */
    static List<List<String>> in(SortedMap<String, ? extends Collection<String>> arrows) {
        Cycles cycles = new Cycles(arrows);
        for (String name : arrows.keySet()) {
            if (!cycles.order.containsKey(name)) {
                cycles.visit(name);
            }
        }
        cycles.found.sort((a, b) -> a.get(0).compareTo(b.get(0)));
        return cycles.found;
    }

    /** Tarjan's strongly connected components. */
    private void visit(String start) {
        Deque<Visit> path = new ArrayDeque<>();
        path.push(enter(start));
        while (!path.isEmpty()) {
            Visit visit = path.element();
            if (visit.rest.hasNext()) {
                String next = visit.rest.next();
                if (!order.containsKey(next)) {
                    path.push(enter(next));
                } else if (lowest.getOrDefault(next, Integer.MAX_VALUE) < Integer.MAX_VALUE) {
                    lowest.merge(visit.name, order.getOrDefault(next, 0), Math::min);
                }
            } else {
                path.pop();
                leave(visit.name);
                if (!path.isEmpty()) {
                    lowest.merge(path.element().name, lowest.getOrDefault(visit.name, Integer.MAX_VALUE), Math::min);
                }
            }
        }
    }

    private Visit enter(String name) {
        order.put(name, order.size());
        lowest.put(name, order.size() - 1);
        open.push(name);
        Collection<String> next = arrows.get(name);
        return new Visit(name, next == null ? List.<String>of().iterator() : next.iterator());
    }

    private void leave(String name) {
        if (!order.getOrDefault(name, 0).equals(lowest.get(name))) {
            return;
        }
        List<String> group = new ArrayList<>();
        String member;
        do {
            member = open.pop();
            lowest.put(member, Integer.MAX_VALUE);
            group.add(member);
        } while (!member.equals(name));
        Collection<String> own = arrows.get(name);
        if (group.size() > 1 || (own != null && own.contains(name))) {
            group.sort(null);
            found.add(group);
        }
    }
}
