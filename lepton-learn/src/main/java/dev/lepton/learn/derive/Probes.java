package dev.lepton.learn.derive;

import dev.lepton.learn.feature.Features;
import dev.lepton.learn.tree.LightGbm;
import dev.lepton.model.Examples;
import dev.lepton.model.Fit;
import dev.lepton.model.Model;
import dev.lepton.model.Task;
import dev.lepton.table.Column;
import dev.lepton.table.Table;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Tells which columns say nothing: those that on average help quickly boosted trees no more than a shuffled
/// copy of them did at its luckiest (after Boruta, Kursa and Rudnicki 2010, with a copy of its own for every
/// column, because columns of many levels help by chance more than others).
final class Probes {

    private static final int ROUNDS = 3;
    private static final String COPY = "shuffled ";

    private final Examples examples;
    private final Fit context;

    private Probes(Examples examples, Fit context) {
        this.examples = examples;
        this.context = context;
    }

    /// The derivation without the columns that say nothing; as it is where all would go.
    static Derivation select(Derivation derivation, DeriveOptions options, Examples train, Fit context) {
        if (train.size() < Judging.FEWEST_ROWS) {
            return derivation;
        }
        int[] rows =
                Order.first(train.size(), options.judgedRows(), context.seed().child("probed rows"));
        Examples raw = train.select(rows);
        Examples made = new Examples(raw.task(), derivation.transform(raw.inputs()), raw.target(), raw.weights());
        Set<String> left = new Probes(made, context).idle();
        return left.size() == derivation.columns().size() ? derivation : derivation.without(left);
    }

    private Set<String> idle() {
        Map<String, Double> sums = new LinkedHashMap<>();
        Map<String, Double> luckiest = new LinkedHashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            Unexplained.requireTime(context);
            gains(round).forEach((name, gain) -> {
                sums.merge(name, gain, Double::sum);
                luckiest.merge(name, gain, Math::max);
            });
        }
        Set<String> idle = new LinkedHashSet<>();
        for (String name : examples.inputs().schema().names()) {
            if (sums.getOrDefault(name, 0.0) / ROUNDS <= luckiest.getOrDefault(COPY + name, 0.0)) {
                idle.add(name);
            }
        }
        return idle;
    }

    private Map<String, Double> gains(int round) {
        LinkedHashMap<String, Column> columns = new LinkedHashMap<>();
        Table inputs = examples.inputs();
        for (String name : inputs.schema().names()) {
            columns.put(name, inputs.column(name));
        }
        for (String name : inputs.schema().names()) {
            int[] order = Order.shuffled(examples.size(), context.seed().child("probe " + name, round));
            columns.put(COPY + name, inputs.column(name).select(order));
        }
        Examples probed = new Examples(examples.task(), Table.of(columns), examples.target(), examples.weights());
        Fit once = Unexplained.quick(context, context.seed().child("probing", round));
        LightGbm learner = Unexplained.learner(
                examples.task() instanceof Task.Classification c ? c.classes().size() : 1);
        Model model = learner.fit(probed, Optional.empty(), once);
        Features.Fitted features = Features.fit(learner.options().features(), probed, once);
        GainOfColumns gains = new GainOfColumns(probed.inputs().schema().names());
        gains.add(model, features.features());
        return gains.byColumn();
    }
}
