package dev.lepton.automl;

import dev.lepton.model.Estimates;
import dev.lepton.model.Predictions;
import dev.lepton.model.Probabilities;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/// Answers that are to be put together: those of several parts, in an order of their rows.
final class Gathering {

    private final List<Predictions> parts;
    private final int[] starts; // [part], how many rows come before it
    private final int[] places; // [row], among the rows of all parts
    private final int width;

    /// @param places of the rows, in their order, where all rows of the first part are numbered first, then those
    ///     of the second, and so on
    Gathering(List<Predictions> parts, int[] places) {
        this.parts = parts;
        this.places = places;
        this.width = parts.getFirst().width();
        this.starts = new int[parts.size()];
        for (int part = 1; part < starts.length; part++) {
            starts[part] = starts[part - 1] + parts.get(part - 1).size();
        }
    }

    /// What takes cells in order.
    @FunctionalInterface
    interface Sink {
        void accept(double cell) throws IOException;
    }

    long cells() {
        return (long) places.length * width;
    }

    /// Any of the parts.
    Predictions form() {
        return parts.getFirst();
    }

    /// Row after row, in their order.
    void forEach(Sink sink) throws IOException {
        for (int place : places) {
            int part = part(place);
            for (int column = 0; column < width; column++) {
                sink.accept(parts.get(part).get(place - starts[part], column));
            }
        }
    }

    Predictions inMemory() {
        double[] cells = new double[places.length * width];
        for (int row = 0; row < places.length; row++) {
            int part = part(places[row]);
            for (int column = 0; column < width; column++) {
                cells[row * width + column] = parts.get(part).get(places[row] - starts[part], column);
            }
        }
        return switch (form()) {
            case Probabilities probabilities -> Probabilities.of(cells, probabilities.classes());
            case Estimates estimates -> Estimates.of(cells);
        };
    }

    private int part(int place) {
        int found = Arrays.binarySearch(starts, place);
        return found >= 0 ? found : -found - 2;
    }
}
