package dev.lepton.pipeline;

import dev.lepton.learn.feature.FeatureOptions;
import dev.lepton.model.Settings;
import dev.lepton.model.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Good configurations in the order in which they are tried, as the resource `portfolio.yaml` lists them with
/// their sources, and what is made of them for a task.
///
/// Boosting gives up after [#PATIENCE] rounds without a better score, because minutes are few.
final class Portfolio {

    private static final int PATIENCE = 60;

    /// Learners that grow round by round until patience is over.
    private static final Set<String> BOOSTERS = Set.of("lightgbm", "derived_lightgbm", "xgboost");

    /// From so many rows on, boosting is less patient than this by itself.
    private static final int MANY_ROWS = 50_000;

    private static final Portfolio DEFAULT = new Portfolio(PortfolioYaml.read());

    private final List<Entry> entries;

    Portfolio(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    /// When an entry is tried.
    enum When {
        ALWAYS,
        CLASSIFICATION,
        REGRESSION,
        MANY_LEVELS;

        /// The name as the list writes it: `many_levels`.
        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// A line of the list.
    ///
    /// @param presets that try it
    /// @param mostRows learnt from at most, so that it is cheap enough
    /// @param configuration with the settings that hold for every task
    /// @param encoded whether categories of many levels become statistics of the target
    /// @param sized whether the number of trees and their leaves are chosen for the task
    record Entry(
            When when, Set<Preset> presets, int mostRows, Configuration configuration, boolean encoded, boolean sized) {

        Entry {
            presets = Set.copyOf(presets);
        }
    }

    /// @param rows rows that are learnt from
    /// @param hasManyLevels whether a category column has so many levels that statistics of the target say
    ///     more
    static List<Configuration> of(Preset preset, Task task, int rows, boolean hasManyLevels) {
        return DEFAULT.configurations(preset, task, rows, hasManyLevels);
    }

    /// Whether any preset tries the learner for some task.
    static boolean lists(String learner) {
        return DEFAULT.entries.stream()
                .anyMatch(entry -> entry.configuration.learner().equals(learner));
    }

    List<Configuration> configurations(Preset preset, Task task, int rows, boolean hasManyLevels) {
        List<Configuration> wanted = new ArrayList<>();
        for (Entry entry : entries) {
            boolean isDue = switch (entry.when) {
                case ALWAYS -> true;
                case CLASSIFICATION -> task instanceof Task.Classification;
                case REGRESSION -> task instanceof Task.Regression;
                case MANY_LEVELS -> hasManyLevels;
            };
            if (isDue && entry.presets.contains(preset) && rows <= entry.mostRows) {
                wanted.add(fitted(entry, task, rows));
            }
        }
        return List.copyOf(wanted);
    }

    private static Configuration fitted(Entry entry, Task task, int rows) {
        Configuration given = entry.configuration;
        Map<String, Object> settings = new LinkedHashMap<>(given.settings().values());
        if (entry.encoded) {
            settings.put("features", Settings.of(FeatureOptions.TREES_ENCODED).values());
        }
        if (entry.sized) {
            settings.putAll(ForestSize.of(given.learner()).settings(rows, outputs(task)));
        }
        if (rows < MANY_ROWS && BOOSTERS.contains(given.learner())) {
            settings.put("patience", PATIENCE);
        }
        return new Configuration(given.name(), given.learner(), Settings.of(settings));
    }

    private static int outputs(Task task) {
        return task instanceof Task.Classification c && !c.isBinary()
                ? c.classes().size()
                : 1;
    }
}
