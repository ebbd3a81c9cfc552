package dev.lepton.data.check;

import dev.lepton.table.CategoryColumn;
import dev.lepton.table.Column;
import dev.lepton.table.EncodedColumn;
import dev.lepton.table.FlagColumn;
import dev.lepton.table.NumberColumn;
import dev.lepton.table.Table;
import dev.lepton.table.TextColumn;
import dev.lepton.table.TimestampColumn;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;

/// Rows to be judged that are training rows: a model may know their answers by heart.
///
/// Rows are compared in all columns that both tables have, by 64-bit hashes: two rows of a million are taken
/// for equal by chance less than once in ten million tables.
final class OverlapChecks {

    private static final double NOTICEABLE = 0.01;

    /// A random split of a table with pairs of equal rows makes twice as many rows of the test part equal a
    /// training row as training rows repeat an earlier one.
    private static final double ORDINARY = 4;

    private OverlapChecks() {}

    static List<Finding> of(Table train, Table test, Optional<String> target) {
        List<String> common = train.schema().names().stream()
                .filter(test.schema().names()::contains)
                .toList();
        boolean inputs = common.stream().anyMatch(name -> !target.equals(Optional.of(name)));
        if (!inputs || train.rows() == 0 || test.rows() == 0) {
            return List.of();
        }
        Set<Long> known = new HashSet<>();
        long repeated = LongStream.of(hashes(train, common))
                .filter(hash -> !known.add(hash))
                .count();
        long shared =
                LongStream.of(hashes(test, common)).filter(known::contains).count();
        double share = (double) shared / test.rows();
        double usual = (double) repeated / train.rows();
        if (shared == 0) {
            return List.of();
        }
        String message = String.format(
                Locale.ROOT,
                "%,d of %,d rows to be judged equal a training row in all %d columns (among the training rows %.1f %%"
                        + " repeat another). Their answers can be known by heart, so a score on them promises too"
                        + " much. Take them out, or split again so that equal rows stay together.",
                shared,
                test.rows(),
                common.size(),
                100 * usual);
        boolean odd = share > NOTICEABLE && share > ORDINARY * usual;
        List<Finding> findings = new ArrayList<>();
        findings.add(odd ? Finding.warning("overlap", "rows", message) : Finding.note("overlap", "rows", message));
        return findings;
    }

    private static long[] hashes(Table table, List<String> names) {
        long[] hashes = new long[table.rows()];
        for (String name : names) {
            fold(table.column(name), hashes);
        }
        return hashes;
    }

    /// Equal cells of different tables have equal hashes, whatever the codes of their levels.
    private static void fold(Column column, long[] hashes) {
        switch (column) {
            case NumberColumn numbers -> {
                for (int row = 0; row < hashes.length; row++) {
                    hashes[row] = fold(hashes[row], Double.doubleToLongBits(numbers.get(row) + 0.0));
                }
            }
            case FlagColumn flags -> {
                for (int row = 0; row < hashes.length; row++) {
                    hashes[row] = fold(hashes[row], Double.doubleToLongBits(flags.get(row)));
                }
            }
            case TimestampColumn moments -> {
                for (int row = 0; row < hashes.length; row++) {
                    hashes[row] = fold(hashes[row], moments.micros(row));
                }
            }
            case CategoryColumn categories -> {
                long[] ofLevels = categories.levels().stream()
                        .mapToLong(OverlapChecks::ofText)
                        .toArray();
                for (int row = 0; row < hashes.length; row++) {
                    hashes[row] = fold(hashes[row], categories.isMissing(row) ? 0 : ofLevels[categories.code(row)]);
                }
            }
            case TextColumn texts -> {
                for (int row = 0; row < hashes.length; row++) {
                    hashes[row] = fold(hashes[row], ofText(texts.text(row)));
                }
            }
            case EncodedColumn files -> {
                for (int row = 0; row < hashes.length; row++) {
                    hashes[row] = fold(hashes[row], files.digest(row));
                }
            }
        }
    }

    private static long ofText(String text) {
        long hash = text.length();
        for (int i = 0; i < text.length(); i++) {
            hash = fold(hash, text.charAt(i));
        }
        return hash;
    }

    /// The finaliser of SplitMix64 (Steele, Lea, Flood 2014).
    private static long fold(long hash, long cell) {
        long z = hash * 31 + cell + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
