package dev.lepton.pipeline;

import dev.lepton.automl.Folds;
import dev.lepton.automl.Found;
import dev.lepton.model.Budget;
import dev.lepton.model.Settings;
import dev.lepton.model.Trial;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/// A plan as it was carried out.
final class Executed {

    private Executed() {}

    /// The plan that names its candidates, folds and rows, so that it gives the same model without looking
    /// at the clock.
    ///
    /// @param rows rows that were learnt from
    static Plan of(Plan plan, Found found, Folds folds, int rows) {
        List<Configuration> tried = found.trials().stream()
                .filter(trial -> trial.outcome() instanceof Trial.Scored)
                .map(Executed::configuration)
                .toList();
        Validation validation = plan.validation().source().isPresent()
                ? plan.validation()
                : Validation.DEFAULTS.withFolds(folds.count());
        return plan.withValidation(validation)
                .withBudget(new Budget(
                        Optional.empty(),
                        OptionalInt.of(tried.size()),
                        plan.budget().memory(),
                        Optional.empty(),
                        Optional.empty()))
                .withEffort(stacked(plan.effort(), found).withCandidates(tried).withRows(rows));
    }

    /// Whether there was time for a stack is not left open.
    private static Effort stacked(Effort effort, Found found) {
        return effort.stacks()
                ? effort.withStacking(found.stack().isPresent() ? StackingUse.ON : StackingUse.OFF)
                : effort;
    }

    private static Configuration configuration(Trial trial) {
        Map<String, Object> defaults =
                Catalogue.learner(trial.learner()).settings().values();
        Map<String, Object> changed = new LinkedHashMap<>();
        trial.settings().values().forEach((name, value) -> {
            if (!Objects.equals(value, defaults.get(name))) {
                changed.put(name, value);
            }
        });
        return new Configuration(trial.name(), trial.learner(), Settings.of(changed));
    }
}
