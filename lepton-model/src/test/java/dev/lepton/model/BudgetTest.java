package dev.lepton.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lepton.base.Deadline;
import dev.lepton.base.LeptonException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BudgetTest {

    private static final Money PRICED = new Money(new BigDecimal("0.40"), Optional.of(new BigDecimal("0.05")));

    @Test
    void moneyBuysTimeOfTheMachine() {
        Budget budget = Budget.UNLIMITED.withMoney(PRICED);

        assertThat(budget.wall()).contains(Duration.ofSeconds(450));
        assertThat(budget.withTime(Duration.ofSeconds(60)).wall()).contains(Duration.ofSeconds(60));
        assertThat(budget.withTime(Duration.ofHours(1)).wall()).contains(Duration.ofSeconds(450));
        assertThat(PRICED.cost(Duration.ofMinutes(15))).isEqualTo(0.1);
    }

    @Test
    void aPriceAloneBoundsNothing() {
        Budget budget = Budget.UNLIMITED.withMoney(new Money(BigDecimal.ONE, Optional.empty()));

        assertThat(budget.isEndless()).isTrue();
        assertThat(budget.start(Duration.ZERO, () -> 0, 1).isBounded()).isFalse();
    }

    @Test
    void moneyWithoutAPriceIsRefused() {
        assertThatThrownBy(() -> Money.of(Optional.empty(), Optional.of(BigDecimal.ONE)))
                .isInstanceOf(LeptonException.class)
                .hasMessageContaining("--price-per-hour 0.40")
                .hasMessageContaining("price_per_hour");
        assertThat(Money.of(Optional.empty(), Optional.empty())).isEmpty();
    }

    @Test
    void cpuTimeGoesByFasterTheMoreProcessorsWork() {
        AtomicLong cpu = new AtomicLong();
        Budget budget = Budget.UNLIMITED.withCpu(Duration.ofNanos(100));
        Deadline deadline = budget.start(Duration.ofDays(1), cpu::get, 4);

        assertThat(budget.bound(4)).contains(Duration.ofNanos(25));
        assertThat(deadline.remaining()).isEqualTo(Duration.ofNanos(25));
        cpu.set(60);
        assertThat(deadline.remaining()).isEqualTo(Duration.ofNanos(10));
        cpu.set(100);
        assertThat(deadline.isOver()).isTrue();
    }

    @Test
    void whatWasSpentBeforeCounts() {
        assertThat(Budget.UNLIMITED
                        .withCpu(Duration.ofNanos(100))
                        .start(Duration.ZERO, () -> 100, 2)
                        .isOver())
                .isTrue();
        assertThat(Budget.UNLIMITED
                        .withTime(Duration.ofSeconds(1))
                        .start(Duration.ofSeconds(1), () -> 0, 2)
                        .isOver())
                .isTrue();
    }
}
