package dev.lepton.model;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.util.Locale;

/// What a wrong estimate of a number costs.
public sealed interface Loss {

    /// The form that [#parse] reads: `squared`, `absolute`, `poisson`, `quantile:0.9`, `tweedie:1.5`.
    String id();

    /// `(y - f)^2`; estimates the mean.
    record Squared() implements Loss {
        @Override
        public String id() {
            return "squared";
        }
    }

    /// `|y - f|`; estimates the median.
    record Absolute() implements Loss {
        @Override
        public String id() {
            return "absolute";
        }
    }

    /// Poisson deviance with a log link; targets are zero or more, estimates above zero.
    record Poisson() implements Loss {
        @Override
        public String id() {
            return "poisson";
        }
    }

    /// Tweedie deviance with a log link; targets are zero or more, estimates above zero.
    ///
    /// @param power variance power, above 1 and below 2
    record Tweedie(double power) implements Loss {

        public Tweedie {
            if (!(power > 1 && power < 2)) {
                throw new LeptonException(
                        ErrorCode.INVALID_ARGUMENT,
                        "The Tweedie power must lie between 1 and 2, both excluded, but is " + power + ".");
            }
        }

        @Override
        public String id() {
            return "tweedie:" + power;
        }
    }

    /// Pinball loss; estimates a quantile.
    ///
    /// @param level the quantile, above 0 and below 1
    record Quantile(double level) implements Loss {

        public Quantile {
            if (!(level > 0 && level < 1)) {
                throw new LeptonException(
                        ErrorCode.INVALID_ARGUMENT,
                        "A quantile level must lie between 0 and 1, both excluded, but is " + level + ".");
            }
        }

        @Override
        public String id() {
            return "quantile:" + level;
        }
    }

    /// @throws LeptonException INVALID_ARGUMENT with the forms that there are
    static Loss parse(String text) {
        String[] parts = text.strip().toLowerCase(Locale.ROOT).split(":", 2);
        try {
            return switch (parts[0]) {
                case "squared" -> new Squared();
                case "absolute" -> new Absolute();
                case "poisson" -> new Poisson();
                case "tweedie" -> new Tweedie(parts.length > 1 ? Double.parseDouble(parts[1]) : 1.5);
                case "quantile" -> new Quantile(parts.length > 1 ? Double.parseDouble(parts[1]) : 0.5);
                default -> throw unknown(text);
            };
        } catch (NumberFormatException e) {
            throw unknown(text);
        }
    }

    private static LeptonException unknown(String text) {
        return new LeptonException(
                ErrorCode.INVALID_ARGUMENT,
                "\"" + text + "\" is no loss; use squared, absolute, poisson, tweedie:POWER or quantile:LEVEL.");
    }
}
