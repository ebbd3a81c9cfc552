package dev.lepton.graph;

import ai.onnxruntime.OrtException;
import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// A place to run native code that recurses as deep as its input is long: ONNX Runtime 1.29 matches the
/// process's whole command line against a regular expression when its environment is made (a class path of
/// 8,000 characters takes more than 4 MB of stack), and walks trees recursively when it loads them. A
/// thread's usual stack of 1 MB is then soon used up, and the whole process with it.
final class DeepStack {

    /// Bytes of address space; memory is taken only as deep as the recursion goes.
    private static final long SIZE = 256L << 20;

    private DeepStack() {}

    interface Work<T> {
        T run() throws OrtException;
    }

    static <T> T call(Work<T> work) throws OrtException {
        FutureTask<T> task = new FutureTask<>(work::run);
        Thread thread = new Thread(null, task, "onnx-load", SIZE);
        thread.start();
        boolean interrupted = false;
        try {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true; // a session that is left behind would never be closed: wait for it
                }
            }
            return task.get();
        } catch (InterruptedException e) {
            throw new LeptonException(ErrorCode.INTERNAL, "A finished task cannot be waited for.", e);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case OrtException own -> throw own;
                case RuntimeException own -> throw own;
                case Error own -> throw own;
                case null, default -> throw new LeptonException(ErrorCode.INTERNAL, "Opening a graph broke.", e);
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
