package dev.lepton.learn.derive;

import dev.lepton.model.Examples;
import dev.lepton.model.Fit;
import dev.lepton.table.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Chooses candidates by what they say about gradients that trees left unexplained.
///
/// First all are judged on few rows and the better half of them on twice as many, until all rows are used or
/// few candidates are left (successive halving, as in OpenFE, Zhang et al. 2023). Then the best is taken,
/// what it says is taken from the gradients, and so on (matching pursuit), so that no two say the same. The
/// raw columns go first and for nothing: a made column must not be chosen for what one of its own parts says.
/// All of it is bounded by counts, so a choice depends on rows and seed alone.
final class Judging {

    /// Of fewer rows everything says something by chance.
    static final int FEWEST_ROWS = 100;

    private static final int FIRST_ROWS = 4_096;
    private static final int FINALISTS = 128;

    private final DeriveOptions options;
    private final Examples judged;
    private final Map<String, String> numberOf;
    private final Fit context;
    private final JudgedRows rows;

    private Judging(DeriveOptions options, Examples judged, Map<String, String> numberOf, Fit context) {
        this.options = options;
        this.numberOf = numberOf;
        this.judged = judged;
        this.context = context;
        this.rows = new JudgedRows(judged);
    }

    private record Judged(Candidate candidate, Cells cells, double gain) {}

    /// @param train raw columns, and levels of numbers
    /// @param numberOf which number each of the levels is of
    static List<Candidate> choose(DeriveOptions options, Examples train, Map<String, String> numberOf, Fit context) {
        if (train.size() < FEWEST_ROWS
                || !Candidates.any(options, train.inputs().schema())) {
            return List.of();
        }
        int[] first =
                Order.first(train.size(), options.judgedRows(), context.seed().child("judged rows"));
        return new Judging(options, train.select(first), numberOf, context).run();
    }

    private List<Candidate> run() {
        Table raw = judged.inputs().without(numberOf.keySet());
        Unexplained unexplained =
                Unexplained.of(new Examples(judged.task(), raw, judged.target(), judged.weights()), context);
        Unexplained.requireTime(context);
        HonestGain gain = new HonestGain(unexplained.copyOfGradients(), rows.weights());
        for (String input : raw.schema().names()) {
            for (Cells cells : rows.rawCells(input)) {
                if (gain.judge(cells).clear() > 1) {
                    gain.explain(cells);
                }
            }
        }
        Map<String, Double> gains = new HashMap<>(unexplained.gains());
        numberOf.forEach((level, number) -> gains.put(level, gains.getOrDefault(number, 0.0)));
        List<Candidate> all = Candidates.of(options, judged.inputs().schema(), gains, numberOf.keySet());
        return pursue(finalists(all, gain), gain);
    }

    private List<Judged> finalists(List<Candidate> all, HonestGain gain) {
        List<Candidate> left = all;
        int count = Math.min(FIRST_ROWS, rows.size());
        while (true) {
            int used = count;
            List<Judged> judgedNow = left.stream()
                    .map(candidate -> {
                        Cells cells = candidate.cells(rows, used);
                        return new Judged(candidate, cells, gain.of(cells));
                    })
                    .filter(candidate -> candidate.gain > 0)
                    .sorted(Comparator.comparingDouble(candidate -> -candidate.gain))
                    .toList();
            boolean last = count == rows.size();
            int kept = last ? FINALISTS : Math.max(FINALISTS, judgedNow.size() / 2);
            List<Judged> best = judgedNow.subList(0, Math.min(kept, judgedNow.size()));
            if (last) {
                return best;
            }
            left = best.stream().map(Judged::candidate).toList();
            count = Math.min(rows.size(), 2 * count);
        }
    }

    private List<Candidate> pursue(List<Judged> finalists, HonestGain gain) {
        List<Candidate> chosen = new ArrayList<>();
        List<Judged> left = new ArrayList<>(finalists);
        Map<Class<?>, Integer> taken = new HashMap<>();
        while (true) {
            left.removeIf(one -> taken.getOrDefault(one.candidate.getClass(), 0) >= options.most(one.candidate));
            Judged best = null;
            double highest = 0;
            for (Judged one : left) {
                HonestGain.Found found = gain.judge(one.cells);
                if (found.clear() >= options.clear() && found.gain() > highest) {
                    best = one;
                    highest = found.gain();
                }
            }
            if (best == null) {
                return chosen;
            }
            gain.explain(best.cells);
            chosen.add(best.candidate);
            taken.merge(best.candidate.getClass(), 1, Integer::sum);
            left.remove(best);
        }
    }
}
