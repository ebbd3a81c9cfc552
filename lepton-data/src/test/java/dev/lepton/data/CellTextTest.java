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

    @Test
    void momentsMayHaveTheirYearLast() {
        for (String text : List.of("9/2/2024", "09.02.2024", "9-Feb-2024", "9 FEBRUARY 2024", "9/2/2024 12:00 am")) {
            assertThat(MomentText.parse(text, DateOrder.DAY_FIRST)).as(text).isEqualTo(MomentText.parse("2024-02-09"));
        }
        assertThat(MomentText.parse("2/9/2024 12:30:05 PM", DateOrder.MONTH_FIRST))
                .isEqualTo(MomentText.parse("2024-02-09 12:30:05"));
        for (String other : List.of(
                "2024-02-09", "9/2/24", "9/2.2024", "29/2/2023", "9-Foo-2024", "9/2/2024 13:00 PM", "9/13/2024", "")) {
            assertThat(MomentText.parse(other, DateOrder.DAY_FIRST)).as(other).isEqualTo(TimestampColumn.MISSING);
        }
    }

    private static String micros(String text) {
        long micros = MomentText.parse(text);
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000), Math.floorMod(micros, 1_000_000) * 1_000)
                .toString();
    }
}
