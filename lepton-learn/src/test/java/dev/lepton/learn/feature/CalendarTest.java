package dev.lepton.learn.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lepton.learn.feature.Calendar.Part;
import dev.lepton.table.Column;
import dev.lepton.table.Table;
import dev.lepton.table.TimestampColumn;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class CalendarTest {

    /// From the year -290,000 to the year 294,000.
    @Property
    void partsAreThoseOfTheJavaCalendar(
            @ForAll @LongRange(min = -9_213_372_036_854_775_807L, max = Long.MAX_VALUE) long micros) {
        LocalDateTime time = LocalDateTime.ofInstant(Instant.EPOCH.plus(micros, ChronoUnit.MICROS), ZoneOffset.UTC);
        assertThat(Calendar.value(micros, Part.YEAR)).isEqualTo(time.getYear());
        assertThat(Calendar.value(micros, Part.MONTH)).isEqualTo(time.getMonthValue());
        assertThat(Calendar.value(micros, Part.DAY)).isEqualTo(time.getDayOfMonth());
        assertThat(Calendar.value(micros, Part.WEEKDAY))
                .isEqualTo(time.getDayOfWeek().getValue() - 1);
        assertThat(Calendar.value(micros, Part.HOUR)).isEqualTo(time.getHour());
        assertThat(Calendar.value(micros, Part.MINUTE)).isEqualTo(time.getMinute());
        assertThat(Calendar.value(micros, Part.WEEKEND))
                .isEqualTo(time.getDayOfWeek().getValue() >= 6 ? 1 : 0);
    }

    @Test
    void missingTimeHasNoParts() {
        for (Part part : Part.values()) {
            assertThat(Calendar.value(TimestampColumn.MISSING, part)).isNaN();
        }
    }

    @Test
    void partsThatNeverChangeAreLeftOut() {
        long day = 86_400_000_000L;
        LinkedHashMap<String, Column> columns = new LinkedHashMap<>();
        columns.put("opened", TimestampColumn.of(0, day, 2 * day, TimestampColumn.MISSING));
        Calendar calendar = Calendar.fit(List.of("opened"), Table.of(columns));
        assertThat(calendar.names())
                .containsExactly("opened:day", "opened:weekday", "opened:weekend", "opened:elapsed");
    }
}
