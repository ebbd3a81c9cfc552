package dev.lepton.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FailuresTest {

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PrintStream stream = new PrintStream(written, true, StandardCharsets.UTF_8);
    private final Terminal terminal = Terminal.of(stream, stream, "", Map.of());

    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void exitStatusIsThatOfTheKind(ErrorCode code) {
        int status = new Failures(terminal, false, false).report(new LeptonException(code, "The thing broke."));

        assertThat(status).isEqualTo(code.kind().exitStatus());
        assertThat(text()).startsWith("lepton: The thing broke.").doesNotContain("\tat ");
    }

    @Test
    void fullHeapIsLackOfMemoryAndNoFault() {
        int status = new Failures(terminal, false, false).report(new OutOfMemoryError("Java heap space"));

        assertThat(status).isEqualTo(3);
        assertThat(text()).contains("--memory");
    }

    @Test
    void wrappersOfOtherThreadsAreTakenOff() {
        Throwable own = new LeptonException(ErrorCode.NOT_FOUND, "There is no file x.");

        int status = new Failures(terminal, false, false).report(new ExecutionException(own));

        assertThat(status).isEqualTo(2);
        assertThat(text()).isEqualToNormalizingNewlines("lepton: There is no file x.\n");
    }

    @Test
    void unforeseenErrorIsAFaultWithoutATraceUnlessVerbose() {
        int status = new Failures(terminal, false, false).report(new IllegalStateException("odd"));
        String silent = text();
        new Failures(terminal, false, true).report(new IllegalStateException("odd"));

        assertThat(status).isEqualTo(70);
        assertThat(silent).contains("fault of Lepton").doesNotContain("\tat ");
        assertThat(text()).contains("\tat ");
    }

    private String text() {
        return written.toString(StandardCharsets.UTF_8);
    }
}
