package dev.lepton.nn.train;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.nn.layer.Signal;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.List;
import java.util.Optional;

/// A loss made ready for a net's answers and the samples' targets: what scored things weigh, and
/// whether all fits.
///
/// @param loss the settings
/// @param answer one example's answer
/// @param target one example's target
/// @param copies how many answers are scored against one target; 1 where the answer has no axis for it
record Criterion(Loss loss, Signal answer, Signal target, long copies) {

    /// @throws LeptonException with `INVALID_ARGUMENT` that says what does not fit
    static Criterion of(Loss loss, Signal answer, Signal target) {
        int rank = expectedRank(loss, target);
        int extra = answer.rank() - rank;
        boolean repeatable = !(loss instanceof Loss.Ctc || loss instanceof Loss.Triplet);
        Criterion criterion = new Criterion(loss, answer, target, extra == 1 ? answer.size(0) : 1);
        criterion.require(
                extra == 0 || extra == 1 && repeatable,
                "answers with " + rank + " axes" + (repeatable ? ", or one more for several answers each" : ""));
        criterion.checkKind();
        criterion.checkSizes();
        return criterion;
    }

    private static int expectedRank(Loss loss, Signal target) {
        return switch (loss) {
            case Loss.CrossEntropy any -> target.kind() == Signal.Kind.IDS ? target.rank() + 1 : target.rank();
            case Loss.Focal any -> target.rank() + 1;
            case Loss.Quantile any -> 1;
            case Loss.Ctc any -> 2;
            case Loss.Triplet any -> 1;
            case Loss.BinaryCrossEntropy any -> Math.max(1, target.rank());
            case Loss.MeanSquared any -> Math.max(1, target.rank());
            case Loss.Huber any -> Math.max(1, target.rank());
        };
    }

    private void checkKind() {
        switch (loss) {
            case Loss.CrossEntropy any -> {}
            case Loss.Focal any -> require(target.kind() == Signal.Kind.IDS, "class numbers as targets");
            case Loss.Ctc any ->
                require(target.kind() == Signal.Kind.IDS && target.rank() == 1, "one row of symbols as a target");
            case Loss.Triplet any ->
                require(target.kind() == Signal.Kind.IDS && target.rank() == 0, "one class number as a target");
            case Loss.BinaryCrossEntropy any -> require(target.kind() == Signal.Kind.REALS, "real numbers as targets");
            case Loss.MeanSquared any -> require(target.kind() == Signal.Kind.REALS, "real numbers as targets");
            case Loss.Huber any -> require(target.kind() == Signal.Kind.REALS, "real numbers as targets");
            case Loss.Quantile any ->
                require(target.kind() == Signal.Kind.REALS && target.elements() == 1, "one real number as a target");
        }
    }

    private void checkSizes() {
        switch (loss) {
            case Loss.CrossEntropy(List<Double> weights, double smoothing) -> {
                requireClassWeights(weights);
                require(
                        target.kind() == Signal.Kind.IDS || elementsOfOne() == target.elements(),
                        "as many probabilities as classes");
            }
            case Loss.Focal(double gamma, List<Double> weights) -> requireClassWeights(weights);
            case Loss.Quantile(List<Double> levels) ->
                require(answer.size(-1) == levels.size(), "one answer for each of " + levels.size() + " levels");
            case Loss.Ctc(int blank) -> require(answer.size(-1) > blank, "the blank " + blank + " among the symbols");
            case Loss.Triplet any -> {}
            case Loss.BinaryCrossEntropy any -> requireSame();
            case Loss.MeanSquared any -> requireSame();
            case Loss.Huber any -> requireSame();
        }
    }

    private void requireClassWeights(List<Double> weights) {
        require(weights.isEmpty() || weights.size() == classes(), "one weight for each of " + classes() + " classes");
    }

    private void requireSame() {
        require(elementsOfOne() == target.elements(), "as many numbers in an answer as in a target");
    }

    private void require(boolean good, String expected) {
        if (!good) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT,
                    "The loss " + loss + " needs " + expected + ", but the network answers " + answer
                            + " and the samples' target is " + target + ".");
        }
    }

    private long elementsOfOne() {
        return answer.elements() / copies;
    }

    long classes() {
        return answer.size(-1);
    }

    /// Whether answers have an axis of several for one target.
    boolean isRepeated() {
        return answer.rank() > expectedRank(loss, target);
    }

    /// How much the scored things of some examples weigh together: by what their summed loss is to be
    /// divided.
    ///
    /// @throws LeptonException with `INVALID_DATA` where a class number is out of range
    double weight(Batch batch, int from, int to) {
        return copies
                * switch (loss) {
                    case Loss.CrossEntropy(List<Double> weights, double smoothing) ->
                        target.kind() == Signal.Kind.IDS
                                ? labelled(weights, batch, from, to)
                                : examples(batch, from, to);
                    case Loss.Focal any -> labelled(List.of(), batch, from, to);
                    case Loss.Quantile(List<Double> levels) -> levels.size() * examples(batch, from, to);
                    case Loss.Ctc any -> {
                        labelled(List.of(), batch, from, to);
                        yield examples(batch, from, to);
                    }
                    case Loss.Triplet any -> anchors(batch, from, to);
                    case Loss.BinaryCrossEntropy any -> target.elements() * examples(batch, from, to);
                    case Loss.MeanSquared any -> target.elements() * examples(batch, from, to);
                    case Loss.Huber any -> target.elements() * examples(batch, from, to);
                };
    }

    private static double examples(Batch batch, int from, int to) {
        if (!batch.isWeighted()) {
            return to - from;
        }
        FloatBuffer weights = batch.weights();
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += weights.get(i);
        }
        return sum;
    }

    private double labelled(List<Double> classWeights, Batch batch, int from, int to) {
        LongBuffer labels = batch.labels();
        int each = Math.toIntExact(target.elements());
        long classes = classes();
        double[] ofClass =
                classWeights.stream().mapToDouble(Double::doubleValue).toArray();
        Optional<FloatBuffer> weights = batch.isWeighted() ? Optional.of(batch.weights()) : Optional.empty();
        double sum = 0;
        for (int example = from; example < to; example++) {
            double own = 0;
            for (int i = example * each; i < (example + 1) * each; i++) {
                long label = labels.get(i);
                if (label < -1 || label >= classes) {
                    throw new LeptonException(
                            ErrorCode.INVALID_DATA,
                            "A target is the class " + label + ", but the network answers for the classes 0 to "
                                    + (classes - 1) + " only; -1 stands for unknown.");
                }
                if (label >= 0) {
                    own += ofClass.length == 0 ? 1 : ofClass[(int) label];
                }
            }
            sum += weights.isPresent() ? own * weights.get().get(example) : own;
        }
        return sum;
    }

    /// How many examples have both a fellow of their class and an example of another.
    private static double anchors(Batch batch, int from, int to) {
        LongBuffer labels = batch.labels();
        int count = 0;
        for (int i = from; i < to; i++) {
            boolean fellow = false;
            boolean other = false;
            for (int j = from; j < to; j++) {
                fellow |= j != i && labels.get(j) == labels.get(i);
                other |= labels.get(j) != labels.get(i);
            }
            count += fellow && other ? 1 : 0;
        }
        return count;
    }
}
