package io.github.orrery.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the documentation says of each rule: the rows of the tables of {@code docs/checks.md}, whose first cell holds the
 * rule's id as code; the column {@code What} says what it finds.
 *
 * @param byRule by the rule's id, in the document's order
 */
record RuleHelp(Map<String, Text> byRule) {
    /**
     * The words about one rule.
     *
     * @param summary what it finds
     * @param help the whole row, each cell after the name of its column
     */
    record Text(String summary, String help) {}

    private static final Pattern RULE = Pattern.compile("`([a-z0-9-]+)`");

    RuleHelp {
        byRule = Collections.unmodifiableMap(new LinkedHashMap<>(byRule));
    }

    /** The copy of the document in the jar. */
    static RuleHelp bundled() {
        try (InputStream document = RuleHelp.class.getResourceAsStream("/io/github/orrery/docs/checks.md")) {
            return document == null
                    ? new RuleHelp(Map.of())
                    : parse(new String(document.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("a resource of the jar cannot be read", e);
        }
    }

    static RuleHelp parse(String document) {
        Map<String, Text> rules = new LinkedHashMap<>();
        List<String> columns = List.of();
        for (String line : document.split("\n")) {
            if (!line.startsWith("|")) {
                columns = List.of();
                continue;
            }
            List<String> cells = cells(line);
            Matcher rule = RULE.matcher(cells.get(0));
            if (columns.isEmpty()) {
                columns = cells;
            } else if (rule.find() && cells.size() == columns.size()) {
                String summary = cells.get(Math.max(1, columns.indexOf("What")));
                rules.put(rule.group(1), new Text(summary, help(columns, cells)));
            }
        }
        return new RuleHelp(rules);
    }

    Optional<Text> of(String rule) {
        return Optional.ofNullable(byRule.get(rule));
    }

    private static String help(List<String> columns, List<String> cells) {
        StringBuilder help = new StringBuilder();
        for (int i = 1; i < cells.size() && i < columns.size(); i++) {
            if (!cells.get(i).isEmpty()) {
                help.append(help.length() == 0 ? "" : "\n")
                        .append(columns.get(i))
                        .append(": ")
                        .append(cells.get(i));
            }
        }
        return help.toString();
    }

    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        for (String cell : line.substring(1).split("(?<!\\\\)\\|", -1)) {
            cells.add(cell.strip().replace("\\|", "|"));
        }
        if (cells.size() > 1 && cells.get(cells.size() - 1).isEmpty()) {
            cells.remove(cells.size() - 1);
        }
        return cells;
    }
}
