package dev.lepton.nn.train;

import dev.lepton.base.Seed;
import dev.lepton.nn.layer.Signal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Some examples of others.
final class PartOfSamples implements Samples {

    private final Samples whole;
    private final int[] chosen;

    PartOfSamples(Samples whole, int[] chosen) {
        this.whole = whole;
        this.chosen = chosen.clone();
        for (int example : chosen) {
            Objects.checkIndex(example, whole.size());
        }
    }

    @Override
    public int size() {
        return chosen.length;
    }

    @Override
    public List<Signal> inputs() {
        return whole.inputs();
    }

    @Override
    public Optional<Signal> target() {
        return whole.target();
    }

    @Override
    public boolean isWeighted() {
        return whole.isWeighted();
    }

    @Override
    public boolean isInMemory() {
        return whole.isInMemory();
    }

    @Override
    public void fill(int[] examples, Seed chance, Batch batch) {
        int[] mapped = new int[examples.length];
        for (int i = 0; i < mapped.length; i++) {
            mapped[i] = chosen[examples[i]];
        }
        whole.fill(mapped, chance, batch);
    }
}
