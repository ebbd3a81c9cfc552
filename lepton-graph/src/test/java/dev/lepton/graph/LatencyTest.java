package dev.lepton.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LatencyTest {

    @Test
    void slowCallsAreStillMeasuredOftenEnoughForAMedian() {
        List<Integer> numbers = new ArrayList<>();
        Latency latency = Latency.of(numbers::add, Duration.ZERO, Duration.ZERO);

        assertThat(latency.calls()).isEqualTo(20);
        assertThat(numbers)
                .as("both phases count from 0")
                .isEqualTo(IntStream.range(0, 40).map(i -> i % 20).boxed().toList());
    }

    @Test
    void rareSlowCallsShowInTheHighestPercentileOnly() {
        long pause = Duration.ofMillis(20).toNanos();
        Latency latency = Latency.of(
                number -> {
                    if (number == 7) {
                        LockSupport.parkNanos(pause);
                    }
                },
                Duration.ZERO,
                Duration.ZERO);

        // One of 20 calls is the slowest twentieth: the 99th percentile, but neither of the others. A pause may end
        // a little early, but not by half.
        assertThat(latency.p99()).isGreaterThan(Duration.ofMillis(10));
        assertThat(latency.p50()).isLessThan(latency.p99());
        assertThat(latency.p90()).isLessThanOrEqualTo(latency.p99());
    }

    @Test
    void whatACallThrowsComesOut() {
        assertThatThrownBy(() -> Latency.of(
                        number -> {
                            throw new IOException("no route");
                        },
                        Duration.ZERO,
                        Duration.ZERO))
                .isInstanceOf(IOException.class)
                .hasMessage("no route");
    }
}
