package dev.lepton.nn.train;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.base.Seed;
import dev.lepton.nn.Network;
import dev.lepton.nn.internal.torch.Pass;
import dev.lepton.nn.internal.torch.Tensors;
import dev.lepton.nn.internal.torch.Torch;
import dev.lepton.nn.internal.torch.TorchNet;
import dev.lepton.nn.layer.Signal;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/// A pass over samples that only asks for answers, in float32.
///
/// @param net whose answers
/// @param criterion what is right, where targets are to be scored
/// @param batchSize examples at once
/// @param threads that fill batches
record Evaluation(TorchNet net, Optional<Criterion> criterion, int batchSize, int threads) {

    private static final int LEAST_BATCH = 128; // answers alone need little memory

    /// @param loss NaN without a criterion
    /// @param accuracy NaN where targets are no classes
    /// @param answers empty unless they were asked for
    record Result(double loss, double accuracy, Optional<Answers> answers) {}

    /// @param collecting whether the answers are returned
    Result run(Samples samples, boolean collecting) {
        int size = Math.max(1, Math.min(samples.size(), Math.max(batchSize, LEAST_BATCH)));
        int batches = (samples.size() + size - 1) / size;
        Signal answer = net.network().outputs(net.inputs()).getFirst();
        int width = Math.toIntExact(answer.elements());
        float[] collected = new float[collecting ? Math.multiplyExact(samples.size(), width) : 0];
        Hits hits = new Hits(criterion);
        double sum = 0;
        double weight = 0;
        try (PointerScope _ = new PointerScope();
                Loader loader = new Loader(samples, size, threads, !net.device().is_cpu())) {
            Optional<LossTensors> losses = criterion.map(known -> new LossTensors(known, net.device()));
            loader.start(IntStream.range(0, samples.size()).toArray(), size, batches, 0, new Seed(0));
            for (int i = 0; i < batches; i++) {
                Batch batch = loader.next();
                try (PointerScope _ = new PointerScope()) {
                    Tensor answers = net.forward(batch.inputs(0, batch.size(), net.device()), Pass.EVALUATION)
                            .getFirst();
                    if (losses.isPresent()) {
                        weight += criterion.orElseThrow().weight(batch, 0, batch.size());
                        sum += losses.get().sum(answers, batch, 0, batch.size()).item_double();
                    }
                    if (collecting || hits.isWanted()) {
                        float[] values = Tensors.toFloats(answers);
                        hits.count(values, batch);
                        if (collecting) {
                            System.arraycopy(values, 0, collected, i * size * width, values.length);
                        }
                    }
                }
                loader.release(batch);
            }
        }
        return new Result(
                criterion.isEmpty() || weight == 0 ? Double.NaN : sum / weight,
                hits.share(),
                collecting ? Optional.of(new Answers(samples.size(), answer.shape(), collected)) : Optional.empty());
    }

    static Answers answers(Trained trained, Samples samples, Run run) {
        try (TorchNet net = open(trained, samples, run)) {
            return new Evaluation(net, Optional.empty(), LEAST_BATCH, run.threads())
                    .run(samples, true)
                    .answers()
                    .orElseThrow();
        }
    }

    static Trained.Quality quality(Trained trained, Samples samples, Run run) {
        Criterion criterion = criterion(trained.network(), trained.loss(), samples);
        try (TorchNet net = open(trained, samples, run)) {
            Result result = new Evaluation(net, Optional.of(criterion), LEAST_BATCH, run.threads()).run(samples, false);
            return new Trained.Quality(result.loss(), result.accuracy());
        }
    }

    private static TorchNet open(Trained trained, Samples samples, Run run) {
        if (!samples.inputs().equals(trained.inputs())) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT,
                    "The net was trained on inputs " + trained.inputs() + ", but the samples give " + samples.inputs()
                            + ".");
        }
        Torch.threads(run.threads());
        return TorchNet.of(trained.network(), trained.inputs(), trained.weights(), run.place());
    }

    /// What is right for a network's answers to samples.
    static Criterion criterion(Network network, Loss loss, Samples samples) {
        List<Signal> outputs = network.outputs(samples.inputs());
        if (outputs.size() != 1) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT,
                    "The network has " + outputs.size() + " outputs " + outputs + ", but a loss is of one.");
        }
        Signal target = samples.target()
                .orElseThrow(() -> new LeptonException(
                        ErrorCode.INVALID_ARGUMENT, "The samples have no target, which the loss " + loss + " needs."));
        return Criterion.of(loss, outputs.getFirst(), target);
    }
}
