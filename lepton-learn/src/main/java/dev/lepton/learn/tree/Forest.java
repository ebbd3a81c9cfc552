package dev.lepton.learn.tree;

import dev.lepton.base.Deadline;
import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.base.Seed;
import dev.lepton.learn.feature.FeatureMatrix;
import dev.lepton.learn.feature.FeatureOptions;
import dev.lepton.learn.feature.Features;
import dev.lepton.learn.tree.ForestTargets.Shrinkage;
import dev.lepton.model.Examples;
import dev.lepton.model.Fit;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Trees that are learnt independently of each other and averaged (Breiman 2001; Geurts et al. 2006).
///
/// Each tree has a seed and rows of its own, so that trees may grow on any number of threads. Leaves hold the
/// mean of their rows, for classes the share of each; where the loss estimates a median or quantile, that of
/// their rows. Departures from the papers: rows are drawn without replacement, and quantiles are averaged
/// over trees, where quantile regression forests (Meinshausen 2006) keep all rows of all leaves, which no
/// graph of bearable size can.
final class Forest {

    private final TreeGrower grower;
    private final ForestTargets targets;
    private final ForestShape shape;
    private final FeatureMatrix matrix;

    /// @param matrix the prepared features of the training rows
    Forest(TreeGrower grower, ForestTargets targets, ForestShape shape, FeatureMatrix matrix) {
        this.grower = grower;
        this.targets = targets;
        this.shape = shape;
        this.matrix = matrix;
    }

    /// @param features how raw columns become features
    /// @param shaped what the forest may be, given the rows that count
    static ForestModel fit(
            Examples examples,
            FeatureOptions features,
            Function<Examples, ForestShape> shaped,
            TreeGrower.Maker maker,
            Fit context) {
        Examples train = examples.counting();
        Features.Fitted prepared = Features.fit(features, train, context);
        ForestTargets targets = new ForestTargets(train, Answers.outputs(train.task()));
        ForestShape shape = shaped.apply(train);
        TreeGrower grower = maker.over(prepared, targets, shape, context);
        Grown grown = new Forest(grower, targets, shape, prepared.train())
                .grow(context.seed().child("forest"), context.deadline(), context.threads());
        ForestModel model = new ForestModel(train.task(), prepared.features(), grown.text, context.threads());
        return grown.outOfBag == null ? model : model.withOutOfBag(grown.outOfBag, examples);
    }

    /// What was grown.
    ///
    /// @param text the forest in LightGBM's format
    /// @param outOfBag `[row, output]`: the mean of the trees that were grown without the row, and the overall
    ///     mean for a row that all trees have seen; null where every tree has seen every row
    record Grown(String text, double @Nullable [] outOfBag) {}

    /// @throws LeptonException CANCELLED where the deadline passes before the first tree
    Grown grow(Seed seed, Deadline deadline, int threads) {
        Gathered gathered = new Gathered();
        try (ExecutorService pool = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().name("forest-", 0).factory())) {
            Deque<Future<@Nullable Bagged>> pending = new ArrayDeque<>();
            for (int i = 0; i < shape.trees(); i++) {
                Seed own = seed.child("tree", i);
                pending.add(pool.submit(() -> deadline.isOver() ? null : tree(own)));
            }
            while (!pending.isEmpty()) {
                gathered.add(join(pending.remove()));
            }
        }
        if (gathered.trees == 0) {
            throw new LeptonException(ErrorCode.CANCELLED, "The time was over before the first tree was grown.");
        }
        return gathered.toForest();
    }

    private static @Nullable Bagged join(Future<@Nullable Bagged> tree) {
        try {
            return tree.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LeptonException(ErrorCode.CANCELLED, "The thread was interrupted while trees grew.", e);
        } catch (ExecutionException e) {
            throw new LeptonException(ErrorCode.INTERNAL, "A tree could not be grown: " + e.getCause(), e);
        }
    }

    /// One tree with what it says of the rows that it has not seen.
    ///
    /// @param trees one per output, or one for all
    /// @param answers of each output's leaves
    /// @param out rows that it has not seen
    /// @param said `[output][row of out]`
    private record Bagged(List<ForestTree> trees, double[][] answers, int[] out, double[][] said) {}

    private Bagged tree(Seed seed) {
        boolean[] drawn = draw(seed.child("rows").random());
        int[] in = rows(drawn, true);
        int[] out = rows(drawn, false);
        List<ForestTree> trees = grower.grow(in, seed.child("splits"));
        Shrinkage shrinkage =
                new Shrinkage(shape.lambdaL2(), shape.smoothed() ? shape.trees() / (shape.trees() + 1.0) : 1);
        double[][] answers = new double[targets.outputs()][];
        double[][] said = new double[targets.outputs()][out.length];
        int[] leafOf = new int[targets.rows()];
        int[] leafOut = new int[out.length];
        for (int output = 0; output < answers.length; output++) {
            ForestTree tree = trees.get(Math.min(output, trees.size() - 1));
            if (output < trees.size()) {
                Arrays.setAll(leafOf, row -> drawn[row] ? tree.leafOf(matrix, row) : -1);
                Arrays.setAll(leafOut, i -> tree.leafOf(matrix, out[i]));
            }
            answers[output] = targets.answers(leafOf, tree.leaves(), output, shrinkage);
            for (int i = 0; i < out.length; i++) {
                said[output][i] = answers[output][leafOut[i]];
            }
        }
        return new Bagged(trees, answers, out, said);
    }

    /// Which rows a tree sees: all of them where chance would leave it none.
    private boolean[] draw(RandomGenerator random) {
        boolean[] drawn = new boolean[targets.rows()];
        boolean some = false;
        for (int row = 0; row < drawn.length; row++) {
            drawn[row] = shape.baggingFraction() == 1 || random.nextDouble() < shape.baggingFraction();
            some |= drawn[row];
        }
        if (!some) {
            Arrays.fill(drawn, true);
        }
        return drawn;
    }

    private static int[] rows(boolean[] drawn, boolean wanted) {
        return IntStream.range(0, drawn.length)
                .filter(row -> drawn[row] == wanted)
                .toArray();
    }

    /// Trees put together in their own order, whichever was ready first.
    private final class Gathered {

        private final int outputs = targets.outputs();
        private final StringBuilder text;
        private final double[] sums; // [row, output] of the trees that have not seen the row
        private final int[] counts; // [row]
        private int trees;
        private boolean draws;

        Gathered() {
            List<String> names = IntStream.range(0, matrix.columns())
                    .mapToObj(i -> "Column_" + i)
                    .toList();
            text = new StringBuilder(LightGbmTreeText.header(outputs, names)).append("average_output\n\n");
            sums = new double[shape.baggingFraction() < 1 ? targets.rows() * outputs : 0];
            counts = new int[targets.rows()];
        }

        void add(@Nullable Bagged tree) {
            if (tree == null) {
                return;
            }
            for (int output = 0; output < outputs; output++) {
                ForestTree shared = tree.trees.get(Math.min(output, tree.trees.size() - 1));
                text.append(shared.text(trees * outputs + output, tree.answers[output]));
                for (int i = 0; i < tree.out.length; i++) {
                    sums[tree.out[i] * outputs + output] += tree.said[output][i];
                }
            }
            for (int row : tree.out) {
                counts[row]++;
            }
            draws |= tree.out.length > 0;
            trees++;
        }

        Grown toForest() {
            String all = text.append(LightGbmTreeText.END).toString();
            return new Grown(all, draws ? means() : null);
        }

        private double[] means() {
            double[] means = new double[sums.length];
            for (int i = 0; i < means.length; i++) {
                int row = i / outputs;
                means[i] = counts[row] > 0 ? sums[i] / counts[row] : targets.mean(i % outputs);
            }
            return means;
        }
    }
}
