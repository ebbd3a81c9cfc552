package dev.lepton.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitsTest {

    @ParameterizedTest
    @CsvSource({"0,0", "512,512", "64k,65536", "8g,8589934592", "2MB,2097152", "1.5GiB,1610612736", "3 m,3145728"})
    void amountsOfMemoryAreReadWithTheirUnits(String text, long bytes) {
        assertThat(Bytes.parse(text).count()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "g", "8 gigs", "-1m", "1e3"})
    void whatIsNoAmountOfMemoryIsRefusedWithAnExample(String text) {
        assertThatThrownBy(() -> Bytes.parse(text))
                .isInstanceOf(LeptonException.class)
                .hasMessageContaining("\"" + text + "\"")
                .hasMessageContaining("8g");
    }

    @Test
    void amountsAreShownWithTheLargestUnitThatFits() {
        assertThat(new Bytes(1_023)).hasToString("1023 B");
        assertThat(new Bytes(1_536)).hasToString("1.5 KB");
        assertThat(new Bytes(3L << 40)).hasToString("3.0 TB");
    }

    @ParameterizedTest
    @CsvSource({"500ms,PT0.5S", "60s,PT1M", "5m,PT5M", "1.5h,PT1H30M", "2d,PT48H", "0s,PT0S"})
    void spansOfTimeAreReadWithTheirUnits(String text, Duration time) {
        assertThat(Durations.parse(text)).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "60", "five minutes", "-5s", "5 y"})
    void whatIsNoSpanOfTimeIsRefusedWithAnExample(String text) {
        assertThatThrownBy(() -> Durations.parse(text))
                .isInstanceOf(LeptonException.class)
                .hasMessageContaining("60s");
    }

    @Test
    void spansAreShownWithTheUnitThatFits() {
        assertThat(Durations.format(Duration.ofNanos(14_200))).isEqualTo("14 us");
        assertThat(Durations.format(Duration.ofMillis(250))).isEqualTo("250.00 ms");
        assertThat(Durations.format(Duration.ofMillis(1_200))).isEqualTo("1.20 s");
        assertThat(Durations.format(Duration.ofSeconds(303))).isEqualTo("5 m 03 s");
    }
}
