package dev.lepton.learn.rules;

import dev.lepton.table.CategoryColumn;
import dev.lepton.table.NumberColumn;
import dev.lepton.table.Table;
import java.util.List;

/// Follows rules as a person would who has nothing but their text: numbers `x`, `y` and a category `c` whose
/// levels hold neither commas nor quotes.
record RuleReader(List<String> lines) {

    static RuleReader of(String text) {
        return new RuleReader(text.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("if "))
                .toList());
    }

    int size() {
        return lines.size();
    }

    /// The right-hand sides of the rules that hold for a row.
    List<Double> holding(Table rows, int row) {
        return lines.stream()
                .filter(line -> holds(line.substring(3, line.indexOf(" then ")), rows, row))
                .map(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .toList();
    }

    private static boolean holds(String conditions, Table rows, int row) {
        for (String condition : conditions.split(" and ")) {
            if (!one(condition, rows, row)) {
                return false;
            }
        }
        return true;
    }

    /// A question mark after the name says that missing cells hold too.
    private static boolean one(String condition, Table rows, int row) {
        boolean takesMissing = condition.contains("?") || condition.contains(" is missing");
        String plain = condition.replace("?", "");
        return plain.startsWith("c ") ? level(plain, takesMissing, rows, row) : number(plain, takesMissing, rows, row);
    }

    private static boolean level(String condition, boolean takesMissing, Table rows, int row) {
        if (condition.contains(" not ")) {
            return !level(condition.replace(" not in ", " in ").replace(" is not ", " is "), false, rows, row);
        }
        CategoryColumn column = rows.column("c", CategoryColumn.class);
        if (column.isMissing(row)) {
            return takesMissing;
        }
        String level = column.text(row);
        return condition.equals("c is " + level) || condition.matches("c in \\{(.*, )?" + level + "(, .*)?}");
    }

    private static boolean number(String condition, boolean takesMissing, Table rows, int row) {
        String[] words = condition.split(" ");
        boolean named = Character.isLetter(words[0].charAt(0));
        double value =
                rows.column(named ? words[0] : words[2], NumberColumn.class).get(row);
        if (Double.isNaN(value) || words[1].equals("is") && words[2].equals("missing")) {
            return Double.isNaN(value) && takesMissing;
        }
        return named
                ? words[1].equals("is") || compares(value, words[1], words[2])
                : compares(value, reversed(words[1]), words[0]) && compares(value, words[3], words[4]);
    }

    private static String reversed(String comparison) {
        return comparison.replace('<', '>');
    }

    private static boolean compares(double value, String comparison, String bound) {
        double limit = Double.parseDouble(bound);
        return switch (comparison) {
            case "<" -> value < limit;
            case "<=" -> value <= limit;
            case ">" -> value > limit;
            case ">=" -> value >= limit;
            default -> throw new IllegalArgumentException(comparison);
        };
    }
}
