package dev.lepton.automl.searcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lepton.model.SearchSpace;
import dev.lepton.testkit.Surfaces;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/// What holds for every strategy in every space.
class SearcherPropertiesTest {

    private static final int TRIALS = 24;

    @Property(tries = 150)
    void everySuggestionIsNewAndInTheSpaceWithItsConditions(@ForAll Way way, @ForAll long seed) {
        SearchSpace space = Spaces.random(seed);
        Searcher searcher = new Searcher(space, way.of(seed));
        List<Suggestion> all = new ArrayList<>();
        for (Suggestion suggestion : run(searcher, 3)) {
            assertThat(space.contains(suggestion.settings()))
                    .as(suggestion + " in " + space)
                    .isTrue();
            assertThat(suggestion.fidelity()).isPositive().isLessThanOrEqualTo(1);
            all.add(suggestion);
        }
        assertThat(all).isNotEmpty().doesNotHaveDuplicates();
    }

    @Property(tries = 60)
    void suggestionsDoNotDependOnHowTheyAreAskedFor(
            @ForAll Way way, @ForAll long seed, @ForAll @IntRange(min = 2, max = 6) int size) {
        Searcher together = new Searcher(Spaces.random(seed), way.of(seed));
        Searcher apart = new Searcher(Spaces.random(seed), way.of(seed));
        for (int round = 0; round < TRIALS / size; round++) {
            List<Suggestion> batch = together.ask(size);
            List<Suggestion> single = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                single.addAll(apart.ask(1));
            }

            assertThat(single).isEqualTo(batch);

            batch.forEach(suggestion -> together.tell(Spaces.tried(suggestion)));
            batch.forEach(suggestion -> apart.tell(Spaces.tried(suggestion)));
        }
    }

    @Property(tries = 60)
    void tellingItsResultsAgainResumesASearch(@ForAll Way way, @ForAll long seed) {
        Searcher searcher = new Searcher(Spaces.random(seed), way.of(seed));
        run(searcher, 3);

        Searcher resumed = new Searcher(Spaces.random(seed), way.of(seed));
        searcher.history().told().forEach(resumed::tell);

        assertThat(resumed.ask(4)).isEqualTo(searcher.ask(4));
    }

    @Property(tries = 60)
    void aFiniteSpaceIsSearchedToItsLastPointAndThenThereIsNone(@ForAll Way way, @ForAll long seed) {
        Searcher searcher = new Searcher(Spaces.TEN, way.of(seed));

        List<Suggestion> full = run(searcher, 4, 400).stream()
                .filter(suggestion -> suggestion.fidelity() == 1)
                .toList();

        assertThat(full).hasSizeLessThanOrEqualTo(10).doesNotHaveDuplicates();
        if (!way.isByFidelity()) {
            assertThat(full).hasSize(10);
            assertThat(searcher.ask(1)).isEmpty();
        }
    }

    @Property(tries = 40)
    void failuresOnlyAreNoReasonToStop(@ForAll Way way, @ForAll long seed) {
        Searcher searcher = new Searcher(Spaces.TEN, way.of(seed));
        int told = 0;
        for (int i = 0; i < 9; i++) {
            for (Suggestion next : searcher.ask(1)) {
                searcher.tell(Result.failed(next, 1));
                told++;
            }
        }

        assertThat(told).isEqualTo(9);
        assertThat(searcher.best()).isEmpty();
    }

    @Property(tries = 40)
    void manySuggestionsCanBeOpenBeforeTheFirstResult(@ForAll Way way, @ForAll long seed) {
        Searcher searcher = new Searcher(Surfaces.MIXED.space(), way.of(seed));

        List<Suggestion> open = searcher.ask(12);

        assertThat(open).isNotEmpty().doesNotHaveDuplicates();
        assertThat(searcher.history().pending()).isEqualTo(open);
        open.reversed().forEach(suggestion -> searcher.tell(Spaces.tried(suggestion)));
        assertThat(searcher.history().pending()).isEmpty();
        assertThat(searcher.ask(3)).hasSize(3);
    }

    private static List<Suggestion> run(Searcher searcher, int size) {
        return run(searcher, size, TRIALS);
    }

    /// Rounds of asking and telling until there are `trials` or no more suggestions.
    private static List<Suggestion> run(Searcher searcher, int size, int trials) {
        List<Suggestion> all = new ArrayList<>();
        List<Suggestion> batch = searcher.ask(size);
        while (!batch.isEmpty() && all.size() < trials) {
            all.addAll(batch);
            batch.forEach(suggestion -> searcher.tell(Spaces.tried(suggestion)));
            batch = searcher.ask(size);
        }
        batch.forEach(suggestion -> searcher.tell(Spaces.tried(suggestion)));
        return all;
    }
}
