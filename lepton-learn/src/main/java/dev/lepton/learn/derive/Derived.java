package dev.lepton.learn.derive;

import dev.lepton.base.Seed;
import dev.lepton.model.Examples;
import dev.lepton.model.Fit;
import dev.lepton.model.Learner;
import dev.lepton.model.Memo;
import dev.lepton.model.Model;
import dev.lepton.model.SearchSpace;
import dev.lepton.model.Settings;
import dev.lepton.model.Task;
import dev.lepton.table.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Any learner over raw and made columns. Its settings are those of both, side by side.
public record Derived(Learner learner, DeriveOptions options) implements Learner {

    /// What is made of one fold's training rows, and what fits of the learner on these share.
    private record Prepared(Derivation derivation, Table train, Memo memo) {}

    private record Key(DeriveOptions options, Seed seed) {}

    public Derived(Learner learner) {
        this(learner, DeriveOptions.DEFAULTS);
    }

    @Override
    public String id() {
        return "derived_" + learner.id();
    }

    @Override
    public Settings settings() {
        Map<String, Object> both = new LinkedHashMap<>(learner.settings().values());
        both.putAll(Settings.of(options).values());
        return Settings.of(both);
    }

    @Override
    public Derived with(Settings settings) {
        Map<String, Object> own = new LinkedHashMap<>();
        Map<String, Object> others = new LinkedHashMap<>();
        Map<String, Object> known = Settings.of(DeriveOptions.DEFAULTS).values();
        settings.values().forEach((name, value) -> (known.containsKey(name) ? own : others).put(name, value));
        return new Derived(learner.with(Settings.of(others)), Settings.of(own).over(DeriveOptions.DEFAULTS));
    }

    @Override
    public boolean handles(Task task) {
        return learner.handles(task);
    }

    @Override
    public SearchSpace space() {
        SearchSpace own = learner.space();
        List<SearchSpace.Parameter> parameters = new ArrayList<>(own.parameters());
        for (String bound : List.of("pairs", "groups", "crossings")) {
            parameters.add(new SearchSpace.Parameter.Whole(bound, 0, 16, false));
        }
        parameters.add(new SearchSpace.Parameter.Real("clear", 0, 2, false));
        return new SearchSpace(parameters, own.conditions(), own.start());
    }

    @Override
    public Optional<Learner> shortened(double share, Task task) {
        return learner.shortened(share, task).map(shorter -> new Derived(shorter, options));
    }

    @Override
    public Derived withRounds(int rounds) {
        return new Derived(learner.withRounds(rounds), options);
    }

    @Override
    public Model fit(Examples examples, Optional<Examples> valid, Fit context) {
        Examples train = examples.counting();
        if (train.size() == 0 || train.inputs().schema().size() == 0) {
            return learner.fit(examples, valid, context); // with nothing to make columns of, it says what is wrong
        }
        Seed seed = context.seed().child("derivation");
        Prepared prepared = context.memo().get(new Key(options, seed), () -> prepare(train, context.withSeed(seed)));
        Fit inner = new Fit(
                context.seed(),
                context.deadline(),
                context.threads(),
                context.progress(),
                context.metric(),
                prepared.memo);
        Derivation derivation = prepared.derivation;
        Model model = learner.fit(
                over(train, prepared.train),
                valid.map(judged -> over(judged, derivation.transform(judged.inputs()))),
                inner);
        return new DerivedModel(derivation, model);
    }

    private Prepared prepare(Examples train, Fit context) {
        Derivation derivation = Derivation.fit(options, train, context);
        return new Prepared(derivation, derivation.transform(train.inputs()), new Memo());
    }

    private static Examples over(Examples examples, Table inputs) {
        return new Examples(examples.task(), inputs, examples.target(), examples.weights());
    }
}
