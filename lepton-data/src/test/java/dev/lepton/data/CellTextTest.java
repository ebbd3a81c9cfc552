package dev.lepton.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lepton.table.TimestampColumn;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CellTextTest {

    @Test
    void numbersAreTakenAsPeopleWriteThem() {
        for (String number : List.of("0", "-1", "+1.5", ".5", "5.", "1e3", "1.5E-10", "007")) {
            assertThat(NumberText.matches(number, '.')).as(number).isTrue();
        }
        for (String other : List.of(
                "", "-", ".", "e3", "1e", "1_000", "0x1A", "1d", "NaN", "1,5", "1.2.3", "12a", "--1", "\u0661")) {
            assertThat(NumberText.matches(other, '.')).as(other).isFalse();
        }
        assertThat(NumberText.parse("-1,25e2", ',')).isEqualTo(-125);
    }

    @Test
    void integersAreMeasuredAgainstSixtyFourBits() {
        assertThat(NumberText.integerDigits("-1234")).isEqualTo(4);
        assertThat(NumberText.integerDigits("12.0")).isZero();
        assertThat(NumberText.fitsLong("9223372036854775807")).isTrue();
        assertThat(NumberText.fitsLong("9223372036854775808")).isFalse();
        assertThat(NumberText.fitsLong("-9223372036854775808"))
                .as("stands for missing")
                .isFalse();
    }

    @Test
    void momentsAreIsoWithTheUsualVariants() {
        assertThat(micros("2024-02-29")).isEqualTo("2024-02-29T00:00:00Z");
        assertThat(micros("2024/2/9 3:04")).isEqualTo("2024-02-09T03:04:00Z");
        assertThat(micros("2024-02-09T03:04:05.1234567+05:30")).isEqualTo("2024-02-08T21:34:05.123456Z");
        assertThat(micros("1969-12-31 23:59:59.5Z")).isEqualTo("1969-12-31T23:59:59.500Z");
        for (String other : List.of(
                "", "2024", "20240229", "2023-02-29", "2024-13-01", "01/02/2024", "2024-01-01 24:00", "2024-01-01 x")) {
            assertThat(MomentText.parse(other)).as(other).isEqualTo(TimestampColumn.MISSING);
        }
    }

    private static String micros(String text) {
        long micros = MomentText.parse(text);
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000), Math.floorMod(micros, 1_000_000) * 1_000)
                .toString();
    }
}
