package dev.lepton.automl;

import dev.lepton.base.Seed;
import dev.lepton.model.Examples;
import dev.lepton.model.Memo;
import dev.lepton.model.Predictions;
import dev.lepton.model.Task;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The examples of each fold, copied out when first needed, and what their fits share.
///
/// Thread-safe.
final class FoldRows {

    /// What every fit of one fold is given.
    ///
    /// @param valid rows that this fold judges
    record Part(Examples train, Examples valid, Memo memo) {}

    private final Examples examples;
    private final Folds folds;
    private final OptionalInt most;
    private final @Nullable Part[] parts; // [fold], null until it is needed
    private final Map<Cut, Part> cuts = new HashMap<>(); // few: a search has two fidelities below the full one

    /// What tells one choice of a fold's training rows from another.
    private record Cut(int fold, double share, Seed seed) {}

    FoldRows(Examples examples, Folds folds) {
        this(examples, folds, OptionalInt.empty());
    }

    /// @param most rows of a fold that are learnt from, give or take one a class; of more, so many drawn at random;
    ///     empty for all. Every row is judged all the same
    FoldRows(Examples examples, Folds folds, OptionalInt most) {
        this.examples = examples;
        this.folds = folds;
        this.most = most;
        this.parts = new Part[folds.count()];
    }

    int count() {
        return folds.count();
    }

    /// Numbers that answer one row.
    int width() {
        return switch (examples.task()) {
            case Task.Classification c -> c.classes().size();
            case Task.Regression r -> 1;
        };
    }

    synchronized Part part(int fold) {
        Part part = parts[fold];
        if (part == null) {
            part = new Part(examples.select(learnt(fold)), examples.select(folds.valid(fold)), new Memo());
            parts[fold] = part;
        }
        return part;
    }

    /// A fold with a share of its training rows, and all of the rows that it judges.
    synchronized Part part(int fold, double share, Seed seed) {
        Cut cut = new Cut(fold, share, seed);
        Part part = cuts.get(cut);
        if (part == null) {
            Part whole = part(fold);
            Examples train = whole.train.select(RowShare.of(whole.train.target(), share, seed));
            part = new Part(train, whole.valid, new Memo());
            cuts.put(cut, part);
        }
        return part;
    }

    /// The same rows for every fit of a fold, whoever asks.
    private int[] learnt(int fold) {
        int[] all = folds.train(fold);
        if (all.length <= most.orElse(all.length)) {
            return all;
        }
        double share = most.getAsInt() / (double) all.length;
        return IntStream.of(RowShare.of(examples.target().select(all), share, new Seed(fold)))
                .map(at -> all[at])
                .toArray();
    }

    /// The rows that some fold of `judges` judges, ascending, with their truth and weights.
    Examples judged(List<Integer> judges) {
        return examples.select(rowsOf(judges));
    }

    /// Where the rows of some folds stand among the rows that all folds judge.
    int[] positions(List<Integer> judges) {
        int[] all = folds.judged();
        return Arrays.stream(rowsOf(judges))
                .map(row -> Arrays.binarySearch(all, row))
                .toArray();
    }

    /// The answers of several folds as one, in the order of rows.
    ///
    /// @param answers one a fold of `judges`, for its judged rows
    /// @param store that keeps them
    Predictions joined(List<Integer> judges, List<Predictions> answers, AnswerStore store) {
        int[] rows = rowsOf(judges);
        int[] positions = new int[rows.length];
        int offset = 0;
        for (int i = 0; i < answers.size(); i++) {
            int[] valid = folds.valid(judges.get(i));
            for (int j = 0; j < valid.length; j++) {
                positions[Arrays.binarySearch(rows, valid[j])] = offset + j;
            }
            offset += valid.length;
        }
        return store.gathered(answers, positions);
    }

    private int[] rowsOf(List<Integer> judges) {
        return judges.stream()
                .flatMapToInt(fold -> Arrays.stream(folds.valid(fold)))
                .sorted()
                .toArray();
    }
}
