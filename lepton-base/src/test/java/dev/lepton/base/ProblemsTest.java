package dev.lepton.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ProblemsTest {

    @Test
    void everyProblemIsReportedAtOnce() {
        Problems problems = new Problems("Plan \"a.yaml\"")
                .add("one thing")
                .require(true, "not this")
                .require(false, "another");
        assertThatThrownBy(() -> problems.throwIfAny(ErrorCode.INVALID_ARGUMENT))
                .isInstanceOf(LeptonException.class)
                .hasMessage("Plan \"a.yaml\" has 2 problems:\n  - one thing\n  - another");
    }

    @Test
    void noProblemsAreNoError() {
        assertThatCode(() -> new Problems("x").throwIfAny(ErrorCode.INTERNAL)).doesNotThrowAnyException();
    }

    @Test
    void theKindOfAnErrorDecidesTheExitStatus() {
        assertThat(ErrorCode.NOT_FOUND.kind().exitStatus()).isEqualTo(2);
        assertThat(ErrorCode.RESOURCE_EXHAUSTED.kind().exitStatus()).isEqualTo(3);
        assertThat(ErrorCode.EXTERNAL_FAILURE.kind().exitStatus()).isEqualTo(4);
        assertThat(ErrorCode.INTERNAL.kind().exitStatus()).isEqualTo(70);
    }
}
