package dev.lepton.pipeline.work;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;

/// Why a worker ended while it had a task, as a person should read it.
final class Ending {

    private static final int OUT_OF_HEAP = 3; // of -XX:+ExitOnOutOfMemoryError
    private static final int SIGNALLED = 128;
    private static final int ABORT = 6;
    private static final int KILL = 9;
    private static final int SEGMENT = 11;

    private Ending() {}

    /// @param status as shells report it: 128 and the signal where one ended the process
    /// @param killed whether the system killed some process meanwhile because memory ran out
    /// @param said the last lines that the process printed, empty where it printed none
    static LeptonException of(int status, Limits limits, boolean killed, String said) {
        String last = said.isEmpty() ? "it printed nothing" : "last lines: " + said;
        return switch (status) {
            case OUT_OF_HEAP ->
                new TooLarge("The worker ran out of memory ("
                        + limits.heap().map(heap -> "its heap has " + heap).orElse("its heap has what the system gives")
                        + "); give more of it by --memory, or use fewer rows.");
            case SIGNALLED + KILL ->
                killed
                        ? new TooLarge("The system killed the worker because its memory ran out.")
                        : new LeptonException(
                                ErrorCode.RESOURCE_EXHAUSTED,
                                "The worker was killed by signal 9, though the system's memory had not run out.");
            case SIGNALLED + ABORT, SIGNALLED + SEGMENT ->
                new LeptonException(ErrorCode.INTERNAL, "A native engine aborted (" + status + "); " + last);
            default -> new LeptonException(ErrorCode.INTERNAL, ended(status) + "; " + last);
        };
    }

    private static String ended(int status) {
        return status > SIGNALLED && status < SIGNALLED + 65
                ? "The worker was killed by signal " + (status - SIGNALLED)
                : "The worker ended with status " + status;
    }
}
