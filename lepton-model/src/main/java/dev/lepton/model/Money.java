package dev.lepton.model;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.Optional;

/// What a machine costs, and what a run on it may cost at most; both in one currency, whichever.
///
/// @param perHour price of an hour of the whole machine by the clock on the wall, above zero
/// @param most above zero; empty where the cost is only to be told
public record Money(BigDecimal perHour, Optional<BigDecimal> most) {

    private static final BigDecimal NANOS_PER_HOUR =
            BigDecimal.valueOf(Duration.ofHours(1).toNanos());

    public Money {
        perHour = plain(perHour);
        most = most.map(Money::plain);
        if (perHour.signum() <= 0) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT, "The price of an hour must be above zero, but is " + perHour + ".");
        }
        if (most.isPresent() && most.get().signum() <= 0) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT, "A budget of money must be above zero, but is " + most.get() + ".");
        }
    }

    /// Equal amounts are equal however many zeros they were written with.
    private static BigDecimal plain(BigDecimal amount) {
        BigDecimal stripped = amount.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /// A price, a bound, both, or neither.
    ///
    /// @throws LeptonException INVALID_ARGUMENT for a bound without a price: it would bound nothing
    public static Optional<Money> of(Optional<BigDecimal> perHour, Optional<BigDecimal> most) {
        if (perHour.isEmpty() && most.isPresent()) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT,
                    "A budget of money, here " + most.get() + ", needs the price of this machine; give what an hour of "
                            + "it costs in the same currency, as --price-per-hour 0.40, or price_per_hour in a plan.");
        }
        return perHour.map(price -> new Money(price, most));
    }

    /// What so much time of the machine costs.
    public double cost(Duration wall) {
        return perHour.multiply(BigDecimal.valueOf(wall.toNanos()))
                .divide(NANOS_PER_HOUR, MathContext.DECIMAL64)
                .doubleValue();
    }

    /// The time of the machine that the most may buy; 100 years at most.
    Optional<Duration> time() {
        return most.map(amount -> amount.divide(perHour, MathContext.DECIMAL64)
                        .multiply(NANOS_PER_HOUR)
                        .min(BigDecimal.valueOf(Duration.ofDays(36_525).toNanos())))
                .map(nanos -> Duration.ofNanos(Math.max(1, nanos.longValue())));
    }
}
