package dev.lepton.model;

import dev.lepton.base.Bytes;
import dev.lepton.base.Durations;
import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.time.Duration;
import java.util.Locale;

/// A bound that the model of a run must keep.
public sealed interface Requirement {

    /// The form that [#parse] reads.
    String id();

    /// @param metric what the measured score is by
    boolean isMetBy(Measurement measurement, Metric metric);

    /// The same kind of bound, as tight as a measurement keeps it.
    Requirement keptBy(Measurement measurement);

    /// What this bounds and where: `p99 at most 5.00 ms`.
    String words();

    /// Ninety-nine of a hundred single rows are answered within `bound`.
    record Latency(Duration bound) implements Requirement {
        @Override
        public String id() {
            return "p99:" + bound.toNanos() / 1e6 + "ms";
        }

        @Override
        public Requirement keptBy(Measurement measurement) {
            return new Latency(measurement.p99());
        }

        @Override
        public String words() {
            return "p99 at most " + Durations.format(bound);
        }

        @Override
        public boolean isMetBy(Measurement measurement, Metric metric) {
            return measurement.p99().compareTo(bound) <= 0;
        }
    }

    /// The bundle takes at most `bound` on disk.
    record Size(Bytes bound) implements Requirement {
        @Override
        public String id() {
            return "size:" + bound.count();
        }

        @Override
        public Requirement keptBy(Measurement measurement) {
            return new Size(measurement.size());
        }

        @Override
        public String words() {
            return "size at most " + bound;
        }

        @Override
        public boolean isMetBy(Measurement measurement, Metric metric) {
            return measurement.size().compareTo(bound) <= 0;
        }
    }

    /// The score is `bound` or better, in the metric's own direction.
    record Score(double bound) implements Requirement {
        @Override
        public String id() {
            return "score:" + bound;
        }

        @Override
        public Requirement keptBy(Measurement measurement) {
            return new Score(measurement.score());
        }

        @Override
        public String words() {
            return String.format(Locale.ROOT, "score %.6g or better", bound);
        }

        @Override
        public boolean isMetBy(Measurement measurement, Metric metric) {
            return measurement.score() == bound || metric.isBetter(measurement.score(), bound);
        }
    }

    /// Reads `p99:5ms`, `size:10m`, `score:0.9`.
    ///
    /// @throws LeptonException INVALID_ARGUMENT with the forms that there are
    static Requirement parse(String text) {
        String[] parts = text.strip().toLowerCase(Locale.ROOT).split(":", 2);
        if (parts.length == 2) {
            switch (parts[0]) {
                case "p99" -> {
                    return new Latency(Durations.parse(parts[1]));
                }
                case "size" -> {
                    return new Size(Bytes.parse(parts[1]));
                }
                case "score" -> {
                    try {
                        return new Score(Double.parseDouble(parts[1]));
                    } catch (NumberFormatException e) {
                        throw new LeptonException(
                                ErrorCode.INVALID_ARGUMENT,
                                "The score of requirement \"" + text + "\" is no number; write score:0.9 or the like.",
                                e);
                    }
                }
                default -> {}
            }
        }
        throw new LeptonException(
                ErrorCode.INVALID_ARGUMENT,
                "\"" + text + "\" is no requirement; use p99:TIME, size:BYTES or score:NUMBER, as in p99:5ms.");
    }
}
