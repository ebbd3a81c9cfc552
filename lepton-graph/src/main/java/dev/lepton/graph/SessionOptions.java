package dev.lepton.graph;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;

/// How ONNX Runtime runs one graph.
///
/// @param threads inside one operator, at least 1
/// @param parallelOperators how many operators may run at once, at least 1
/// @param optimisation what ONNX Runtime may do to the graph before it runs
/// @param spinning whether idle threads wait by burning CPU time, which helps only where the machine is
/// idle besides
public record SessionOptions(int threads, int parallelOperators, Optimisation optimisation, boolean spinning) {

    /// What ONNX Runtime may change in a graph when it is opened.
    public enum Optimisation {
        /// nothing
        NONE,
        /// what keeps every answer bit by bit: constants folded, dead nodes removed
        BASIC,
        /// also fused operators, whose answers may differ in the last digits
        ALL
    }

    /// One thread, so that sessions side by side do not fight for cores.
    public static final SessionOptions DEFAULTS = new SessionOptions(1, 1, Optimisation.ALL, false);

    public SessionOptions {
        if (threads < 1 || parallelOperators < 1) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT,
                    "A session needs at least one thread, but is given " + Math.min(threads, parallelOperators) + ".");
        }
    }

    public SessionOptions withThreads(int threads) {
        return new SessionOptions(threads, parallelOperators, optimisation, spinning);
    }

    public SessionOptions withOptimisation(Optimisation optimisation) {
        return new SessionOptions(threads, parallelOperators, optimisation, spinning);
    }
}
