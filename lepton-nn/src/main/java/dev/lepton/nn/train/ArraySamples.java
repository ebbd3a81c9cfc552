package dev.lepton.nn.train;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.Problems;
import dev.lepton.base.Seed;
import dev.lepton.nn.layer.Signal;
import java.util.List;
import java.util.Optional;

/// Examples whose inputs, targets and weights are arrays.
record ArraySamples(List<Numbers> given, Optional<Numbers> answers, Optional<Numbers> weights) implements Samples {

    ArraySamples {
        given = List.copyOf(given);
        Problems problems = new Problems("The samples").require(!given.isEmpty(), "they have no input");
        int size = given.isEmpty() ? 0 : given.getFirst().size();
        for (Numbers numbers : given) {
            problems.require(numbers.size() == size, different(size, numbers, "in another input"));
        }
        answers.ifPresent(
                numbers -> problems.require(numbers.size() == size, different(size, numbers, "with a target")));
        weights.ifPresent(numbers -> problems.require(numbers.size() == size, different(size, numbers, "with a weight"))
                .require(
                        numbers instanceof Numbers.Reals && numbers.signal().rank() == 0,
                        "their weights must be one real number each, not " + numbers.signal()));
        problems.throwIfAny(ErrorCode.INVALID_ARGUMENT);
    }

    private static String different(int size, Numbers numbers, String where) {
        return "there are " + size + " examples in the first input, but " + numbers.size() + " " + where;
    }

    @Override
    public int size() {
        return given.getFirst().size();
    }

    @Override
    public List<Signal> inputs() {
        return given.stream().map(Numbers::signal).toList();
    }

    @Override
    public Optional<Signal> target() {
        return answers.map(Numbers::signal);
    }

    @Override
    public boolean isWeighted() {
        return weights.isPresent();
    }

    @Override
    public boolean isInMemory() {
        return true;
    }

    @Override
    public void fill(int[] examples, Seed chance, Batch batch) {
        for (int i = 0; i < given.size(); i++) {
            switch (given.get(i)) {
                case Numbers.Reals reals -> reals.copy(examples, batch.reals(i));
                case Numbers.Ids ids -> ids.copy(examples, batch.ids(i));
            }
        }
        answers.ifPresent(numbers -> {
            switch (numbers) {
                case Numbers.Reals reals -> reals.copy(examples, batch.values());
                case Numbers.Ids ids -> ids.copy(examples, batch.labels());
            }
        });
        weights.ifPresent(numbers -> ((Numbers.Reals) numbers).copy(examples, batch.weights()));
    }
}
