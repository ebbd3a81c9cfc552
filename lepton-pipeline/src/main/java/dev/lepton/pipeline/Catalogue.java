package dev.lepton.pipeline;

import dev.lepton.automl.Candidate;
import dev.lepton.automl.Stacker;
import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.base.Names;
import dev.lepton.base.Problems;
import dev.lepton.learn.DummyLearner;
import dev.lepton.learn.derive.Derived;
import dev.lepton.learn.feature.FeaturePreparation;
import dev.lepton.learn.linear.LinearLearner;
import dev.lepton.learn.linear.LinearOptions;
import dev.lepton.learn.neighbors.Neighbors;
import dev.lepton.learn.rules.AdditiveRules;
import dev.lepton.learn.tree.DecisionTree;
import dev.lepton.learn.tree.ExtraTrees;
import dev.lepton.learn.tree.LightGbm;
import dev.lepton.learn.tree.RandomForest;
import dev.lepton.learn.tree.XgBoost;
import dev.lepton.model.Learner;
import dev.lepton.model.Settings;
import dev.lepton.model.Task;
import dev.lepton.nn.tabular.RealMlpLearner;
import dev.lepton.nn.tabular.TabMLearner;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;

/// Every learner that there is, by id. The one place that names concrete learners.
public final class Catalogue {

    private static final SequencedMap<String, Learner> LEARNERS = byId(List.of(
            new DummyLearner(),
            new LinearLearner(LinearOptions.DEFAULTS),
            new DecisionTree(),
            new RandomForest(),
            new ExtraTrees(),
            new LightGbm(),
            new Derived(new LightGbm()),
            new XgBoost(),
            new AdditiveRules(),
            new Neighbors(),
            new RealMlpLearner(new FeaturePreparation()),
            new TabMLearner(new FeaturePreparation())));

    /// Learners whose models a person can read.
    private static final Set<String> READABLE = Set.of(DummyLearner.ID, DecisionTree.ID, AdditiveRules.ID);

    private Catalogue() {}

    private static SequencedMap<String, Learner> byId(List<Learner> learners) {
        SequencedMap<String, Learner> byId = new LinkedHashMap<>();
        learners.forEach(learner -> byId.put(learner.id(), learner));
        return byId;
    }

    public static List<Learner> learners() {
        return List.copyOf(LEARNERS.values());
    }

    /// The learner with its default settings.
    ///
    /// @throws LeptonException INVALID_ARGUMENT naming the nearest learner
    public static Learner learner(String id) {
        Learner learner = LEARNERS.get(id);
        if (learner == null) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT,
                    "There is no learner \"" + id + "\"." + Names.hint(id, LEARNERS.keySet()));
        }
        return learner;
    }

    /// What a run tries, in order: the plan's own candidates, or the portfolio as far as the plan allows its
    /// learners, and then the learners that it names and that no portfolio lists, with their defaults.
    ///
    /// @throws LeptonException INVALID_ARGUMENT naming every unknown learner and setting, or where nothing
    ///     is left
    static List<Candidate> candidates(Effort effort, Prepared prepared) {
        Task task = prepared.examples().task();
        Problems problems = new Problems("The plan");
        effort.learners()
                .forEach(id -> problems.require(
                        LEARNERS.containsKey(id),
                        "There is no learner \"" + id + "\"." + Names.hint(id, LEARNERS.keySet())));
        effort.candidates()
                .forEach(candidate -> problems.require(
                        !effort.preset().isReadable() || READABLE.contains(candidate.learner()),
                        "The candidate \"" + candidate.name()
                                + "\" makes models that nobody can read, but the preset is "
                                + effort.preset().id() + "; take another preset or learners among "
                                + READABLE.stream().sorted().toList() + "."));
        problems.throwIfAny(ErrorCode.INVALID_ARGUMENT);
        List<Configuration> wanted = effort.candidates().isEmpty()
                ? withNamed(
                        Portfolio.of(effort.preset(), task, prepared.examples().size(), prepared.hasManyLevels()),
                        effort)
                : effort.candidates();
        List<Candidate> candidates = candidates(wanted, task).stream()
                .filter(candidate -> effort.learners().isEmpty()
                        || effort.learners().contains(candidate.learner().id()))
                .toList();
        if (candidates.isEmpty()) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT,
                    "None of the learners " + effort.learners() + " can learn a " + task.id() + " task with the preset "
                            + effort.preset().id() + ".");
        }
        return candidates;
    }

    private static List<Configuration> withNamed(List<Configuration> portfolio, Effort effort) {
        List<Configuration> all = new ArrayList<>(portfolio);
        effort.learners().stream()
                .filter(id -> !Portfolio.lists(id) && !effort.preset().isReadable())
                .forEach(id -> all.add(new Configuration(id, id, Settings.NONE)));
        return all;
    }

    /// The portfolio for a task whose categories have few levels, in the order in which it is tried.
    ///
    /// @param rows rows that are learnt from
    public static List<Candidate> portfolio(Task task, int rows) {
        return candidates(Portfolio.of(Preset.BALANCED, task, rows, false), task);
    }

    /// What may learn from the answers of an ensemble's members: linear models of them alone, and of them
    /// beside the raw columns and products of two, so that a column can say whose answer counts. None of them
    /// jumps where an answer differs in its last digit, as trees would.
    static List<Stacker> stackers() {
        LinearOptions crossed = LinearOptions.DEFAULTS.withPenalty(10).withProducts(40);
        return List.of(
                new Stacker("linear", new LinearLearner(LinearOptions.DEFAULTS), false),
                new Stacker("crossed", new LinearLearner(crossed), true));
    }

    private static List<Candidate> candidates(List<Configuration> configurations, Task task) {
        return configurations.stream()
                .map(each -> new Candidate(each.name(), learner(each.learner()).with(each.settings())))
                .filter(candidate -> candidate.learner().handles(task))
                .toList();
    }
}
