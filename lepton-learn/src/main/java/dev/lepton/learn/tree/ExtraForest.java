package dev.lepton.learn.tree;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.base.Seed;
import dev.lepton.learn.feature.Features;
import dev.lepton.model.Examples;
import dev.lepton.model.Fit;
import dev.lepton.model.Model;
import dev.lepton.model.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Trees of random splits, averaged. Each has a seed of its own, so that they may grow on any number of
/// threads.
///
/// One tree tells all classes apart; LightGBM's format, in which the forest is kept, repeats it for each of
/// three or more.
record ExtraForest(ForestOptions options) {

    Model fit(Examples train, Fit context) {
        Task task = train.task();
        Features.Fitted prepared = Features.fit(options.features(), train, context);
        ForestTargets targets = ForestTargets.of(train, Answers.outputs(task));
        Forest chosen = Forest.of(options, train);
        RandomSplits data = RandomSplits.of(
                train,
                prepared.train(),
                prepared.features().columns(),
                task instanceof Task.Classification ? 0 : targets.means()[0]);
        List<RandomTree.Grown> trees = grow(data, chosen.shape(), context);
        double factor = chosen.smoothed() ? trees.size() / (trees.size() + 1.0) : 1;
        String text = text(trees, targets.means(), factor, data);
        return new ForestModel(task, prepared.features(), text, context.threads());
    }

    private List<RandomTree.Grown> grow(RandomSplits data, Forest.Shape shape, Fit context) {
        RandomTree.Limits limits = new RandomTree.Limits(
                tried(data),
                Math.max(shape.minDataInLeaf(), Math.ceilDiv(data.rows(), shape.maxLeaves())),
                shape.maxDepth());
        List<RandomTree.Grown> grown = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(
                context.threads(), Thread.ofPlatform().name("extra-trees-", 0).factory())) {
            List<Future<RandomTree.@Nullable Grown>> pending = new ArrayList<>();
            for (int i = 0; i < shape.trees(); i++) {
                Seed seed = context.seed().child("extra tree", i);
                pending.add(pool.submit(() -> context.deadline().isOver() ? null : grow(data, limits, seed)));
            }
            for (Future<RandomTree.@Nullable Grown> tree : pending) {
                RandomTree.Grown found = join(tree);
                if (found != null) {
                    grown.add(found);
                }
            }
        }
        if (grown.isEmpty()) {
            throw new LeptonException(ErrorCode.CANCELLED, "The time was over before the first tree was grown.");
        }
        return grown;
    }

    private static RandomTree.@Nullable Grown join(Future<RandomTree.@Nullable Grown> tree) {
        try {
            return tree.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LeptonException(ErrorCode.CANCELLED, "The thread was interrupted while trees grew.", e);
        } catch (ExecutionException e) {
            throw new LeptonException(ErrorCode.INTERNAL, "A tree could not be grown: " + e.getCause(), e);
        }
    }

    private RandomTree.Grown grow(RandomSplits data, RandomTree.Limits limits, Seed seed) {
        RandomGenerator random = seed.random();
        int[] drawn = IntStream.range(0, data.rows())
                .filter(row -> options.baggingFraction() == 1 || random.nextDouble() < options.baggingFraction())
                .toArray();
        int[] rows = drawn.length > 0 ? drawn : IntStream.range(0, data.rows()).toArray();
        return new RandomTree(data, rows, limits, random).grow();
    }

    private int tried(RandomSplits data) {
        int all = data.columns().length;
        double share = options.featureFractionByNode();
        double wanted = share > 0 ? share * all : data.sums() > 1 ? 1 + Math.sqrt(all) : all;
        return Math.clamp(Math.round(wanted), 1, all);
    }

    private static String text(List<RandomTree.Grown> trees, double[] means, double factor, RandomSplits data) {
        List<String> names = IntStream.range(0, data.columns().length)
                .mapToObj(i -> "Column_" + i)
                .toList();
        StringBuilder text =
                new StringBuilder(LightGbmTreeText.header(means.length, names)).append("average_output\n\n");
        int index = 0;
        for (RandomTree.Grown tree : trees) {
            for (int output = 0; output < means.length; output++) {
                int sum = data.sums() == 2 ? 1 : output; // of two classes only the second one's share is kept
                double mean = means[output];
                double start = data.sums() > 1 ? mean : 0; // numbers are sums of distances from the mean
                List<String> values = tree.leaves().stream()
                        .map(leaf -> Double.toString(mean + factor * (leaf[sum] / leaf[data.sums()] - start)))
                        .toList();
                text.append(tree.text().text(index++, values));
            }
        }
        return text.append(LightGbmTreeText.END).toString();
    }
}
