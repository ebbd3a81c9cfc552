package dev.lepton.nn.tabular;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.base.Seed;
import dev.lepton.model.Examples;
import dev.lepton.model.Fit;
import dev.lepton.nn.Weights;
import dev.lepton.nn.internal.torch.Pass;
import dev.lepton.nn.internal.torch.Tensors;
import dev.lepton.nn.internal.torch.TorchNet;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/// One training of a net over a table: epochs of shuffled batches, after each of which validation rows,
/// where there are such, say whether the net was ever better. One object is for one training.
final class TabularTraining {

    private final TorchNet net;
    private final Objective objective;
    private final Recipe recipe;
    private final Fit context;
    private final Seed seed;
    private final AdamW optimizer;

    private int taken; // steps so far
    private @Nullable Weights best; // null before the first epoch that is worth keeping
    private double bestScore = Double.NaN;
    private int bestEpoch;

    /// What came of a training.
    ///
    /// @param epochs after how many of them the net was as it is kept
    record Trained(Weights weights, int epochs) {}

    /// Rows as tensors that outlive the training.
    ///
    /// @param inputs one for each input of the net
    /// @param wanted as the objective wants it, `[row, outputs]`
    /// @param weights `[row]`, 1 on average
    record Rows(List<Tensor> inputs, Tensor wanted, Tensor weights) {}

    /// Rows that say after which epoch the net was best.
    record Judges(Examples examples, List<Tensor> inputs) {}

    TabularTraining(TorchNet net, Objective objective, Recipe recipe, Fit context) {
        this.net = net;
        this.objective = objective;
        this.recipe = recipe;
        this.context = context;
        this.seed = context.seed().child("training");
        this.optimizer = new AdamW(net, recipe.secondMoment());
    }

    /// @throws LeptonException CANCELLED where the deadline passes before the first step
    Trained run(Rows rows, Optional<Judges> judges) {
        int size = Math.toIntExact(rows.wanted.size(0));
        int batch = Math.min(recipe.batchSize(), size);
        int steps = size / batch;
        int epoch = 0;
        Duration whole = context.deadline().remaining();
        while (epoch < recipe.epochs()) {
            int[] order = shuffled(size, seed.child("order", epoch));
            double loss = 0;
            int step = 0;
            for (Duration left = context.deadline().remaining();
                    step < steps && !left.isZero();
                    left = context.deadline().remaining()) {
                double done = Math.max((epoch + (double) step / steps) / recipe.epochs(), timeGone(left, whole));
                loss = step(rows, order, step * batch, batch, done);
                step++;
            }
            if (step > 0) {
                judge(++epoch, loss, judges);
            }
            if (step < steps || isHopeless(epoch, loss)) {
                break;
            }
        }
        if (best == null) {
            throw epoch == 0
                    ? new LeptonException(
                            ErrorCode.CANCELLED, "The time was over before the net's first step; give it more.")
                    : new LeptonException(
                            ErrorCode.INVALID_DATA,
                            "The net's loss was no finite number in its first epoch; try a lower learningRate.");
        }
        return new Trained(best, bestEpoch);
    }

    /// The share of the time that is over, 0 where there is no end: rates run through their whole
    /// course, whether epochs or time end first.
    private double timeGone(Duration left, Duration whole) {
        return context.deadline().isBounded() ? 1 - (double) left.toNanos() / whole.toNanos() : 0;
    }

    private boolean isHopeless(int epoch, double loss) {
        return !Double.isFinite(loss) || recipe.patience() > 0 && epoch - bestEpoch >= recipe.patience();
    }

    private void judge(int epoch, double loss, Optional<Judges> judges) {
        if (!Double.isFinite(loss)) {
            return;
        }
        if (judges.isEmpty()) {
            bestEpoch = epoch;
            best = net.weights();
            return;
        }
        double score;
        try (PointerScope _ = new PointerScope()) {
            Examples examples = judges.get().examples();
            float[] raw = NetAnswers.of(net, judges.get().inputs());
            int members = raw.length / (examples.size() * objective.outputs());
            score = context.metric().score(examples.target(), objective.answers(raw, members), examples.weights());
        }
        if (best == null || context.metric().isBetter(score, bestScore)) {
            best = net.weights();
            bestScore = score;
            bestEpoch = epoch;
        }
    }

    /// One step with the rows at `order[first .. first + batch - 1]`.
    ///
    /// @param done share of the training
    /// @return the loss
    private double step(Rows rows, int[] order, int first, int batch, double done) {
        try (PointerScope _ = new PointerScope()) {
            setNoise(done, seed.child("noise", taken++));
            long[] places = IntStream.range(first, first + batch)
                    .mapToLong(i -> order[i])
                    .toArray();
            Tensor index = Tensors.longs(places, batch);
            List<Tensor> inputs = rows.inputs.stream()
                    .map(input -> input.index_select(0, index))
                    .toList();
            Tensor answers = net.forward(inputs, Pass.TRAINING).getFirst();
            Tensor wanted = rows.wanted.index_select(0, index);
            Tensor losses = objective.losses(answers, answers.dim() == 3 ? wanted.unsqueeze(1) : wanted);
            Tensor loss = losses.reshape(batch, -1)
                    .mean(1)
                    .mul(rows.weights.index_select(0, index))
                    .mean();
            loss.backward();
            optimizer.step(
                    recipe.learningRate() * recipe.course().ofRate(done),
                    recipe.weightDecay() * recipe.course().ofNoise(done),
                    recipe.longest());
            return loss.item_double();
        }
    }

    /// Tells every fading dropout its share and its draw.
    private void setNoise(double done, Seed draw) {
        try (NoGradGuard _ = new NoGradGuard()) {
            for (Map.Entry<String, Tensor> buffer : net.buffers().entrySet()) {
                if (buffer.getKey().endsWith(".state")) {
                    float[] state = {
                        (float) recipe.course().ofNoise(done),
                        draw.child(buffer.getKey()).toInt() >>> 7
                    };
                    buffer.getValue().copy_(Tensors.floats(state, 2));
                }
            }
        }
    }

    private static int[] shuffled(int size, Seed seed) {
        int[] order = IntStream.range(0, size).toArray();
        RandomGenerator random = seed.random();
        for (int i = size - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[other];
            order[other] = swapped;
        }
        return order;
    }
}
