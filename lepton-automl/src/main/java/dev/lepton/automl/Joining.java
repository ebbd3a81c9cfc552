package dev.lepton.automl;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/// Waits for what other threads do.
final class Joining {

    private Joining() {}

    /// @param work what is waited for, as the start of a sentence
    /// @throws LeptonException what the work threw; CANCELLED where waiting was interrupted, INTERNAL for any
    ///     other fault
    static <T> T join(Future<T> future, String work) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LeptonException(ErrorCode.CANCELLED, work + " was interrupted.", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof LeptonException own
                    ? own
                    : new LeptonException(ErrorCode.INTERNAL, work + " broke: " + e.getCause(), e);
        }
    }
}
