package dev.lepton.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DeadlineTest {

    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5); // nanoTime may wrap around

    @Test
    void isOverExactlyWhenItsTimeHasPassed() {
        Deadline deadline = Deadline.after(Duration.ofNanos(10), clock::get);
        assertThat(deadline.isOver()).isFalse();
        clock.addAndGet(9);
        assertThat(deadline.isOver()).isFalse();
        assertThat(deadline.remaining()).isEqualTo(Duration.ofNanos(1));
        clock.addAndGet(1);
        assertThat(deadline.isOver()).isTrue();
        assertThat(deadline.remaining()).isZero();
    }

    @Test
    void aPartNeverOutlivesTheWhole() {
        Deadline whole = Deadline.after(Duration.ofNanos(10), clock::get);
        assertThat(whole.within(Duration.ofNanos(100)).remaining()).isEqualTo(Duration.ofNanos(10));
        assertThat(whole.within(Duration.ofNanos(4)).remaining()).isEqualTo(Duration.ofNanos(4));
        assertThat(whole.earlier(Duration.ofNanos(3)).remaining()).isEqualTo(Duration.ofNanos(7));
    }

    @Test
    void isOverAsSoonAsOneOfItsClocksSaysSo() {
        AtomicLong work = new AtomicLong(50);
        Deadline both = Deadline.after(Duration.ofNanos(10), clock::get).and(Duration.ofNanos(6), work::get);
        assertThat(both.remaining()).isEqualTo(Duration.ofNanos(6));
        clock.addAndGet(7);
        assertThat(both.remaining()).isEqualTo(Duration.ofNanos(3));
        assertThat(both.within(Duration.ofNanos(2)).remaining()).isEqualTo(Duration.ofNanos(2));
        work.addAndGet(5);
        assertThat(both.remaining()).isEqualTo(Duration.ofNanos(1));
        assertThat(both.earlier(Duration.ofNanos(1)).isOver()).isTrue();
        work.addAndGet(1);
        assertThat(both.isOver()).isTrue();
    }

    @Test
    void anotherClockBoundsWhatHadNoEnd() {
        Deadline only = Deadline.none().and(Duration.ofNanos(3), clock::get);
        assertThat(only.isBounded()).isTrue();
        clock.addAndGet(3);
        assertThat(only.isOver()).isTrue();
    }

    @Test
    void cancellingReachesEveryPart() {
        Deadline whole = Deadline.none();
        Deadline part = whole.within(Duration.ofDays(1));
        assertThat(part.isOver()).isFalse();
        whole.cancel();
        assertThat(part.isOver()).isTrue();
        assertThat(part.isCancelled()).isTrue();
        assertThat(part.remaining()).isZero();
    }

    @Test
    void withoutAnEndItIsNeverOver() {
        assertThat(Deadline.none().isOver()).isFalse();
        assertThat(Deadline.none().isBounded()).isFalse();
        assertThat(Deadline.none().earlier(Duration.ofDays(9)).isOver()).isFalse();
    }
}
