package dev.lepton.nn.tabular;

import dev.lepton.base.LeptonException;
import dev.lepton.base.Seed;
import dev.lepton.model.ClassMetric;
import dev.lepton.model.Examples;
import dev.lepton.model.Fit;
import dev.lepton.model.Metric;
import dev.lepton.model.Metrics;
import dev.lepton.model.Model;
import dev.lepton.model.Preparation;
import dev.lepton.model.Task;
import dev.lepton.nn.Network;
import dev.lepton.nn.Place;
import dev.lepton.nn.Weights;
import dev.lepton.nn.internal.torch.Tensors;
import dev.lepton.nn.internal.torch.Torch;
import dev.lepton.nn.internal.torch.TorchNet;
import dev.lepton.nn.preset.TableShape;
import dev.lepton.nn.tabular.TabularTraining.Judges;
import dev.lepton.nn.tabular.TabularTraining.Rows;
import dev.lepton.nn.tabular.TabularTraining.Trained;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.javacpp.PointerScope;

/// What tells one learner with a net from another, and the fit that they have in common.
interface NetPlan {

    /// Metrics of labels alone, which softened targets serve; probabilities are to be taken at their
    /// word.
    Set<ClassMetric> OF_LABELS = Set.of(
            Metrics.ACCURACY, Metrics.BALANCED_ACCURACY, Metrics.PRECISION, Metrics.RECALL, Metrics.F1, Metrics.MCC);

    /// @param outputs numbers of one answer
    Network network(Task task, TableShape table, int outputs);

    /// @param rows that are learnt from
    Recipe recipe(Task task, int rows);

    /// Share of the target that is spread over all classes where the metric is one of labels.
    double smoothing();

    /// @throws LeptonException CANCELLED where the deadline passes before the first step
    default Model fit(Preparation preparation, Examples examples, Optional<Examples> valid, Fit context) {
        Examples train = examples.counting();
        Preparation.Fitted fitted = preparation.fit(train, context);
        NetColumns columns = NetColumns.of(fitted.columns());
        Objective objective = Objective.of(train, smoothing(context.metric()));
        Network network = network(train.task(), columns.shape(), objective.outputs());
        float[] prepared = fitted.transform(train.inputs());
        Seed seed = context.seed().child("net");
        Weights start = new StartingWeights(columns, prepared, train).of(network, objective.prior(), seed);
        Torch.threads(1);
        try (PointerScope _ = new PointerScope();
                TorchNet net = TorchNet.of(network, columns.shape().inputs(), start, Place.CPU)) {
            Rows rows = new Rows(
                    columns.tensors(prepared),
                    Tensors.floats(objective.wanted(train.target()), train.size(), objective.outputs()),
                    Tensors.floats(weights(train), train.size()));
            Optional<Judges> judges =
                    valid.map(judged -> new Judges(judged, columns.tensors(fitted.transform(judged.inputs()))));
            Recipe recipe = recipe(train.task(), train.size());
            Trained trained = new TabularTraining(net, objective, recipe, context.withSeed(seed)).run(rows, judges);
            return new NetModel(train.task(), fitted, network, trained.weights(), objective, trained.epochs());
        }
    }

    private double smoothing(Metric metric) {
        return metric instanceof ClassMetric ofClasses && OF_LABELS.contains(ofClasses) ? smoothing() : 0;
    }

    /// 1 on average.
    private static float[] weights(Examples train) {
        double mean = train.weights().sum() / train.size();
        float[] weights = new float[train.size()];
        for (int row = 0; row < weights.length; row++) {
            weights[row] = (float) (train.weights().get(row) / mean);
        }
        return weights;
    }
}
