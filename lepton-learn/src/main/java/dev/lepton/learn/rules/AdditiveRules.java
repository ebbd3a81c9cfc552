package dev.lepton.learn.rules;

import dev.lepton.base.Deadline;
import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.base.Seed;
import dev.lepton.learn.feature.Features;
import dev.lepton.model.Examples;
import dev.lepton.model.Fit;
import dev.lepton.model.Learner;
import dev.lepton.model.SearchSpace;
import dev.lepton.model.Settings;
import dev.lepton.model.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// A constant and a step function of each feature that matters, added up, with so few steps that a person can
/// read them all.
///
/// First, shapes of many small steps are learnt by cyclic boosting on several draws of the rows and averaged
/// (explainable boosting: Lou, Caruana, Gehrke 2012). Then neighbouring steps of all features are merged
/// until no more than the allowed number is left, and the heights of these are fitted anew. Heights are
/// rounded as they are shown, so that the text is the model.
public record AdditiveRules(AdditiveOptions options) implements Learner {

    public static final String ID = "additive";

    /// Heights are multiples of this, in units of the score.
    private static final double GRAIN = 0.001;

    /// Each bag holds out one row in so many.
    private static final int HELD_OUT = 8;

    public AdditiveRules() {
        this(AdditiveOptions.DEFAULTS);
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Settings settings() {
        return Settings.of(options);
    }

    @Override
    public AdditiveRules with(Settings settings) {
        return new AdditiveRules(settings.over(AdditiveOptions.DEFAULTS));
    }

    @Override
    public boolean handles(Task task) {
        return true;
    }

    @Override
    public SearchSpace space() {
        return AdditiveOptions.SPACE;
    }

    @Override
    public Optional<Learner> shortened(double share, Task task) {
        return Optional.of(new AdditiveRules(
                options.withRounds(Math.max(1, (int) Math.round(share * options.rounds())))));
    }

    /// @param valid not used: each bag holds out rows of its own
    @Override
    public AdditiveModel fit(Examples train, Optional<Examples> valid, Fit context) {
        Features.Fitted prepared = Features.fit(options.features(), train, context);
        double[] weights = train.weights().toArray();
        Bins[] bins = Bins.of(prepared.features(), prepared.train(), train.weights(), options.maxBin());
        Gradients gradients = Gradients.of(train);
        double[][] shapes = averaged(new Bagging(bins, gradients, weights), context);
        double[][] masses = masses(bins, gradients, shapes, weights);
        List<Steps> steps = Steps.merge(bins, shapes, masses, options.maxRules());
        StepFit.Fitted fitted = new StepFit(steps, gradients, weights, options.smoothing()).run(context.deadline());
        return model(train.task(), prepared.features(), new Parts(steps, fitted, weights, gradients.scale()));
    }

    private record Bagging(Bins[] bins, Gradients gradients, double[] weights) {}

    /// The mean over bags, each learnt on a thread of its own where there are threads.
    private double[][] averaged(Bagging all, Fit context) {
        List<Booster.Learnt> learnt = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(
                Math.min(context.threads(), options.bags()),
                Thread.ofPlatform().daemon().name("additive-", 0).factory())) {
            List<Future<Booster.Learnt>> bags = new ArrayList<>();
            for (int bag = 0; bag < options.bags(); bag++) {
                Booster booster = booster(all, context.seed().child("additive", bag));
                Deadline deadline = context.deadline();
                bags.add(pool.submit(() -> booster.run(deadline)));
            }
            bags.forEach(bag -> learnt.add(joined(bag)));
        }
        if (context.deadline().isOver() && learnt.stream().allMatch(bag -> bag.rounds() == 0)) {
            throw new LeptonException(
                    ErrorCode.CANCELLED, "The time was over before the first round was done; give it more.");
        }
        double[][] mean = new double[all.bins.length][];
        for (int f = 0; f < mean.length; f++) {
            mean[f] = new double[learnt.getFirst().shapes()[f].length];
            for (Booster.Learnt bag : learnt) {
                for (int i = 0; i < mean[f].length; i++) {
                    mean[f][i] += bag.shapes()[f][i] / learnt.size();
                }
            }
        }
        return mean;
    }

    private Booster booster(Bagging all, Seed seed) {
        double[] learns = all.weights.clone();
        double[] judges = new double[learns.length];
        if (options.bags() > 1 && learns.length >= 2 * HELD_OUT) {
            RandomGenerator random = seed.random();
            for (int row = 0; row < learns.length; row++) {
                if (random.nextInt(HELD_OUT) == 0) {
                    judges[row] = learns[row];
                    learns[row] = 0;
                }
            }
        }
        return new Booster(all.bins, all.gradients, learns, judges, options);
    }

    private static Booster.Learnt joined(Future<Booster.Learnt> bag) {
        try {
            return bag.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a bag of an additive model failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LeptonException(ErrorCode.CANCELLED, "The fit of an additive model was interrupted.", e);
        }
    }

    /// How much it costs to move the score of a bin: the curvature of the loss, summed over its rows.
    private static double[][] masses(Bins[] bins, Gradients gradients, double[][] shapes, double[] weights) {
        int outputs = gradients.outputs();
        double[][] masses = new double[bins.length][];
        Arrays.setAll(masses, f -> new double[bins[f].size()]);
        double[] score = new double[outputs];
        double[] slopes = new double[outputs];
        double[] curvatures = new double[outputs];
        double[] start = gradients.start();
        for (int row = 0; row < weights.length; row++) {
            if (weights[row] == 0) {
                continue;
            }
            System.arraycopy(start, 0, score, 0, outputs);
            for (int f = 0; f < bins.length; f++) {
                for (int k = 0; k < outputs; k++) {
                    score[k] += shapes[f][bins[f].bin(row) * outputs + k];
                }
            }
            gradients.at(row, score, 0, slopes, curvatures);
            double mass = weights[row] * Arrays.stream(curvatures).average().orElseThrow();
            for (int f = 0; f < bins.length; f++) {
                masses[f][bins[f].bin(row)] += mass;
            }
        }
        return masses;
    }

    private record Parts(List<Steps> steps, StepFit.Fitted fitted, double[] weights, double scale) {}

    private static AdditiveModel model(Task task, Features features, Parts parts) {
        double grain = GRAIN * powerOfTen(parts.scale);
        List<StepFunction> functions = new ArrayList<>();
        for (int i = 0; i < parts.steps.size(); i++) {
            Steps steps = parts.steps.get(i);
            double[] heights = rounded(parts.fitted.heights().get(i), parts.scale, grain);
            double importance = importance(StepFit.masses(steps, parts.weights), heights);
            functions.add(StepFunction.of(steps, heights, importance));
        }
        functions.sort(
                Comparator.comparingDouble(StepFunction::importance).reversed().thenComparing(StepFunction::feature));
        return new AdditiveModel(
                task, features, rounded(parts.fitted.start(), parts.scale, grain), List.copyOf(functions));
    }

    /// The largest power of ten that is not above a number.
    private static double powerOfTen(double number) {
        return Math.pow(10, Math.floor(Math.log10(number)));
    }

    private static double[] rounded(double[] heights, double scale, double grain) {
        return Arrays.stream(heights)
                .map(height -> Cuts.rounded(height * scale, grain))
                .toArray();
    }

    private static double importance(double[] masses, double[] heights) {
        int outputs = heights.length / masses.length;
        double total = Arrays.stream(masses).sum();
        double square = IntStream.range(0, heights.length)
                .mapToDouble(i -> masses[i / outputs] / total * heights[i] * heights[i])
                .sum();
        return Math.sqrt(square / outputs);
    }
}
