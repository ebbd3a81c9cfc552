package dev.lepton.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lepton.nn.train.Schedule.Moment;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    private static final double EXACT = 1e-12; // rounding of a few operations in double precision

    @Test
    void oneCycleStartsLowPeaksAndEndsAtNextToNothing() {
        assertThat(at(Schedule.ONE_CYCLE, 0)).isCloseTo(1 / 25.0, within(EXACT));
        assertThat(at(Schedule.ONE_CYCLE, 0.15)).isCloseTo((1 + 1 / 25.0) / 2, within(EXACT));
        assertThat(at(Schedule.ONE_CYCLE, 0.3)).isCloseTo(1, within(EXACT));
        assertThat(at(Schedule.ONE_CYCLE, 1)).isCloseTo(1 / 25e4, within(EXACT));
    }

    @Test
    void cosineWarmsUpAndFallsToItsFloor() {
        Schedule schedule = new Schedule.Cosine(0.2, 0.1);
        assertThat(at(schedule, 0)).isCloseTo(0.01, within(EXACT));
        assertThat(at(schedule, 0.2)).isCloseTo(1, within(EXACT));
        assertThat(at(schedule, 0.6)).isCloseTo(0.55, within(EXACT));
        assertThat(at(schedule, 1)).isCloseTo(0.1, within(EXACT));
    }

    @Test
    void flatCosineFallsInItsSecondHalf() {
        assertThat(at(Schedule.FLAT_COSINE, 0.5)).isCloseTo(1, within(EXACT));
        assertThat(at(Schedule.FLAT_COSINE, 0.75)).isCloseTo(0.5, within(EXACT));
        assertThat(at(Schedule.FLAT_COSINE, 1)).isCloseTo(0, within(EXACT));
    }

    @Test
    void cosLog4HasFourWaves() {
        for (double end : List.of(0.0, 1 / 15.0, 3 / 15.0, 7 / 15.0, 1.0)) {
            assertThat(at(Schedule.COS_LOG_4, end)).isCloseTo(0, within(EXACT));
        }
        for (double wave = 0.5; wave < 4; wave++) {
            assertThat(at(Schedule.COS_LOG_4, (Math.pow(2, wave) - 1) / 15)).isCloseTo(1, within(EXACT));
        }
    }

    @Test
    void stepsCountEpochs() {
        Schedule schedule = new Schedule.Step(3, 0.1);
        assertThat(schedule.factor(new Moment(0.1, 2))).isEqualTo(1);
        assertThat(schedule.factor(new Moment(0.1, 3))).isCloseTo(0.1, within(EXACT));
        assertThat(schedule.factor(new Moment(0.1, 8))).isCloseTo(0.01, within(EXACT));
    }

    private static double at(Schedule schedule, double share) {
        return schedule.factor(new Moment(share, 0));
    }
}
