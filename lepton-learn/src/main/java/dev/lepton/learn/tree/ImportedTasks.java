package dev.lepton.learn.tree;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.graph.Tree;
import dev.lepton.model.Loss;
import dev.lepton.model.Task;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// What a model's file says about its task and its columns.
final class ImportedTasks {

    private ImportedTasks() {}

    /// Classes without names, which files do not hold: `0`, `1`, and so on.
    static Task classes(int count) {
        return new Task.Classification(
                IntStream.range(0, count).mapToObj(Integer::toString).toList());
    }

    /// @throws LeptonException UNSUPPORTED where a row is answered by several numbers
    static Task numbers(Loss loss, int outputs, String objective) {
        if (outputs > 1) {
            throw new LeptonException(
                    ErrorCode.UNSUPPORTED,
                    "The model answers each row with " + outputs + " numbers for the objective \"" + objective
                            + "\"; only classes and single numbers can be imported. Save one model per number.");
        }
        return new Task.Regression(loss);
    }

    /// The features by which some tree splits into sets.
    static Set<Integer> categorical(List<Tree> trees) {
        Set<Integer> found = new TreeSet<>();
        for (Tree tree : trees) {
            for (int split = 0; split < tree.splits(); split++) {
                if (tree.condition(split) instanceof Tree.Member member) {
                    found.add(member.feature());
                }
            }
        }
        return found;
    }
}
