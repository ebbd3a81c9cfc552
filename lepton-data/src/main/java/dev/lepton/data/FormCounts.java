package dev.lepton.data;

import dev.lepton.data.RawColumn.RawType;
import dev.lepton.table.ColumnKind;
import dev.lepton.table.TimestampColumn;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How the cells of one text column can be understood, counted while they pass.
final class FormCounts {

    private static final int MOST_ODD = 21;

    private final MissingTokens missing;
    private long present; // cells that are not missing, not even among numbers
    private long tokens; // cells that are missing only among numbers
    private long numbers; // cells that are a number with a decimal point
    private long commas; // cells that are a number with a decimal comma and none with a point
    private long fractions; // of them those that have not exactly 3 digits after the comma
    private long integers;
    private int longest; // digits of the longest integer
    private long moments;
    private long offsets; // moments that name an offset from UTC
    private long yearLast; // cells that look like a date whose year stands last
    private String firstYearLast = "";
    private long daysFirst; // of them those that are one where the day stands first
    private long monthsFirst; // where the month does
    private long unclear; // where either may, but not to the same effect
    private boolean fits = true; // whether all integers are within int64
    private long proseCells;
    private long words;
    private final Set<String> distinct = new HashSet<>();
    private final Odd oddAsNumber = new Odd();
    private final Odd oddAsPointNumber = new Odd();
    private final Odd oddAsMoment = new Odd();

    FormCounts(MissingTokens missing) {
        this.missing = missing;
    }

    /// The cells that do not fit, the first of them by row.
    static final class Odd {
        private long count;
        private long firstRow = -1;
        private final Map<String, Long> cells = new LinkedHashMap<>();

        void add(String cell, long row) {
            count++;
            firstRow = firstRow < 0 ? row : firstRow;
            if (cells.size() < MOST_ODD || cells.containsKey(cell)) {
                cells.merge(cell, 1L, Long::sum);
            }
        }

        long count() {
            return count;
        }

        /// Row of the first, from 0.
        long firstRow() {
            return firstRow;
        }

        /// Up to 21 different ones, in the order of their first rows.
        Set<String> cells() {
            return cells.keySet();
        }
    }

    /// @param cell null where DuckDB has NULL
    /// @param row its number in the table, from 0
    void add(@Nullable String cell, long row) {
        String text = cell == null ? "" : cell.strip();
        if (missing.isMissing(text)) {
            tokens += cell != null ? 1 : 0;
            return;
        }
        if (missing.isMissingAmongNumbers(text)) {
            tokens++;
            return;
        }
        present++;
        boolean number = NumberText.matches(text, '.');
        if (number) {
            numbers++;
            int digits = NumberText.integerDigits(text);
            integers += digits > 0 ? 1 : 0;
            longest = Math.max(longest, digits);
            fits &= digits < 19 || NumberText.fitsLong(text);
        } else if (NumberText.matches(text, ',')) {
            commas++;
            fractions += text.length() - text.indexOf(',') == 4 ? 0 : 1;
            oddAsPointNumber.add(text, row);
        } else {
            oddAsNumber.add(text, row);
        }
        if (!number && MomentText.parse(text) != TimestampColumn.MISSING) {
            moments++;
            offsets += MomentText.hasOffset(text) ? 1 : 0;
        } else {
            oddAsMoment.add(text, row);
            if (!number && MomentText.isYearLast(text)) {
                addYearLast(text);
            }
        }
    }

    private void addYearLast(String text) {
        firstYearLast = yearLast++ == 0 ? text : firstYearLast;
        long dayFirst = MomentText.parse(text, DateOrder.DAY_FIRST);
        long monthFirst = MomentText.parse(text, DateOrder.MONTH_FIRST);
        boolean day = dayFirst != TimestampColumn.MISSING;
        boolean month = monthFirst != TimestampColumn.MISSING;
        daysFirst += day ? 1 : 0;
        monthsFirst += month ? 1 : 0;
        unclear += day && month && dayFirst != monthFirst ? 1 : 0;
    }

    /// Counts words and different cells too.
    void addProse(@Nullable String cell) {
        if (cell == null || missing.isMissing(cell.strip())) {
            return;
        }
        proseCells++;
        distinct.add(cell);
        int count = 1;
        String text = cell.strip();
        for (int i = 1; i < text.length(); i++) {
            count += Character.isWhitespace(text.charAt(i)) && !Character.isWhitespace(text.charAt(i - 1)) ? 1 : 0;
        }
        words += count;
    }

    /// Whether cells hold 4 words or more on average and at least half of them differ.
    boolean isProse() {
        return proseCells > 0 && words >= 4 * proseCells && 2L * distinct.size() >= proseCells;
    }

    /// The type in which a column can be loaded right away. Integers of more than 15 digits would lose
    /// digits as float64, and DuckDB ignores a moment's offset, so that both are loaded as text.
    RawType loadable() {
        if (present == 0 || tokens > 0) {
            return RawType.VARCHAR;
        }
        if (numbers == present && longest <= 15) {
            return RawType.DOUBLE;
        }
        return moments == present && offsets == 0 ? RawType.TIMESTAMP : RawType.VARCHAR;
    }

    long present() {
        return present;
    }

    /// Whether at least 9 in 10 cells are numbers or moments.
    boolean isLikely() {
        return present > 0 && Math.max(Math.max(moments, yearLast), numbers + commas) >= 0.9 * present;
    }

    /// The first date where at least 9 in 10 cells look like dates whose year stands last, else the empty string.
    String yearLast() {
        return present > 0 && yearLast >= 0.9 * present ? firstYearLast : "";
    }

    /// The order in which all cells are dates: the only one that fits them all, because some day is above 12 or
    /// all months are named; where both do, what was said.
    Optional<DateOrder> dateOrder(Optional<DateOrder> said) {
        boolean days = present > 0 && daysFirst == present;
        boolean months = present > 0 && monthsFirst == present;
        if (days && months && unclear > 0) {
            return said;
        }
        return days ? Optional.of(DateOrder.DAY_FIRST) : months ? Optional.of(DateOrder.MONTH_FIRST) : Optional.empty();
    }

    /// Whether all cells are dates in either order, and not the same ones.
    boolean areUnclearDates() {
        return present > 0 && daysFirst == present && monthsFirst == present && unclear > 0;
    }

    boolean areMoments() {
        return present > 0 && moments == present;
    }

    /// Whether cells are integers that fit into an int64 but not into a float64.
    boolean areLargeIntegers() {
        return integers == present && longest > 15 && fits;
    }

    /// The decimal sign of the numbers: a comma where some need one and none a point. `1,234` alone does
    /// not tell whether its comma parts thousands.
    char point() {
        return fractions > 0 && numbers == integers ? ',' : '.';
    }

    /// The cells that are not numbers with the decimal sign [#point()].
    long notNumbers() {
        return present - numbers - (point() == ',' ? commas : 0);
    }

    /// Cells that are a number only with a decimal comma.
    long commaNumbers() {
        return commas;
    }

    Odd odd(ColumnKind expected) {
        if (expected == ColumnKind.TIMESTAMP) {
            return oddAsMoment;
        }
        return oddAsNumber.count() == 0 ? oddAsPointNumber : oddAsNumber;
    }
}
