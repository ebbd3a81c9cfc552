package dev.lepton.nn.train;

import dev.lepton.base.Seed;
import dev.lepton.graph.Shape;
import dev.lepton.nn.layer.Signal;
import java.util.List;
import java.util.Optional;

/// Examples for a net, which are written into batches as they are asked for.
///
/// Thread-safe: several threads may ask at once.
public interface Samples {

    /// How many there are.
    int size();

    /// What one example gives to each input of the net; all sizes are known.
    List<Signal> inputs();

    /// What one example's answer is scored against: class numbers as ids, such as `Signal.ids()` for
    /// one class, or real numbers. Empty where answers are only asked for.
    Optional<Signal> target();

    /// Whether examples weigh differently.
    default boolean isWeighted() {
        return false;
    }

    /// Whether filling a batch is no more than copying memory; then no thread is started for it.
    default boolean isInMemory() {
        return false;
    }

    /// Writes some examples, one after the other, into every buffer of a batch from its start.
    ///
    /// @param examples numbers from 0 to below [#size()]
    /// @param chance for what is drawn anew each time, such as augmentation; another for every batch
    void fill(int[] examples, Seed chance, Batch batch);

    /// Some of these examples, in the given order.
    default Samples part(int... examples) {
        return new PartOfSamples(this, examples);
    }

    /// Examples in memory.
    static Samples of(List<Numbers> inputs, Numbers target) {
        return new ArraySamples(inputs, Optional.of(target), Optional.empty());
    }

    /// Examples in memory that weigh differently.
    ///
    /// @param weights one for each example
    static Samples of(List<Numbers> inputs, Numbers target, Numbers weights) {
        return new ArraySamples(inputs, Optional.of(target), Optional.of(weights));
    }

    /// Examples in memory of which only answers are wanted.
    static Samples of(List<Numbers> inputs) {
        return new ArraySamples(inputs, Optional.empty(), Optional.empty());
    }

    /// Examples of one input in memory, with a class number each.
    ///
    /// @param input one example's shape
    /// @param values `[examples, input...]`
    /// @param classes one for each example; -1 where it is unknown
    static Samples classified(Shape input, float[] values, int[] classes) {
        return of(List.of(Numbers.reals(input, values)), Numbers.ids(Shape.scalar(), classes));
    }

    /// Examples of one input in memory, each with numbers to estimate.
    ///
    /// @param targets `[examples, wanted]`
    /// @param wanted numbers for each example
    static Samples measured(Shape input, float[] values, int wanted, float[] targets) {
        return of(List.of(Numbers.reals(input, values)), Numbers.reals(Shape.of(wanted), targets));
    }
}
