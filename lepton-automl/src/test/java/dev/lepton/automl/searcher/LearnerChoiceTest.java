package dev.lepton.automl.searcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lepton.base.LeptonException;
import dev.lepton.base.Seed;
import dev.lepton.model.SearchSpace;
import dev.lepton.model.Settings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LearnerChoiceTest {

    private static final SearchSpace LINE = SearchSpace.of(new SearchSpace.Parameter.Real("x", 0, 1, false));

    @Test
    void theEstimateIsWhatWasSpentSinceAndTheCostOfClosingTheGap() {
        Searcher searcher = new Searcher(LINE, Strategies.random(new Seed(1)));
        double[] losses = {0.9, 0.5, 0.7, 0.4, 0.8, 0.6};
        searcher.ask(losses.length + 1);
        List<Suggestion> open = List.copyOf(searcher.history().pending());
        for (int i = 0; i < losses.length; i++) {
            searcher.tell(Result.of(open.get(i), losses[i], 2));
        }

        Spending spending = Spending.of(searcher.history());

        // improved at 2, 4 and 8 of 12 spent and 2 pending; the last gain was 0.1
        assertThat(spending.spent()).isEqualTo(14);
        assertThat(spending.costForImprovement(0.4)).isEqualTo(6);
        assertThat(spending.costForImprovement(0.2)).isCloseTo(2 * 0.2 * (14 - 4) / 0.1, within(1e-9));
    }

    @Test
    void everyLearnerIsTriedOnceAndThenMostEffortGoesToTheOneThatPays() {
        LearnerChoice choice = choice();
        List<String> asked = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            LearnerChoice.Proposal next = choice.ask(1).getFirst();
            asked.add(next.learner());
            choice.tell(next.learner(), tried(next));
        }

        assertThat(asked.subList(0, 3)).containsExactlyInAnyOrder("good", "poor", "slow");
        assertThat(Collections.frequency(asked, "good")).isGreaterThan(60);
    }

    @Test
    void tellingAllResultsAgainResumesTheChoice() {
        LearnerChoice choice = choice();
        LearnerChoice resumed = choice();
        for (int round = 0; round < 10; round++) {
            for (LearnerChoice.Proposal next : choice.ask(3)) {
                choice.tell(next.learner(), tried(next));
                resumed.tell(next.learner(), tried(next));
            }
        }

        assertThat(resumed.ask(5)).isEqualTo(choice.ask(5));
    }

    @Test
    void aLearnerThatIsNotSearchedCannotBeTold() {
        assertThatThrownBy(() -> choice().tell("other", new Result(Settings.NONE, 1, 0, 1)))
                .isInstanceOf(LeptonException.class)
                .hasMessageContaining("[good, poor, slow]");
    }

    private static LearnerChoice choice() {
        Map<String, Searcher> searchers = new LinkedHashMap<>();
        for (String learner : List.of("good", "poor", "slow")) {
            searchers.put(
                    learner,
                    new Searcher(LINE, Strategies.costFrugal(CfoOptions.DEFAULTS, new Seed(learner.length()))));
        }
        return new LearnerChoice(searchers, new Seed(5));
    }

    /// The good learner comes down to 0.1; the poor one stays above 0.5, the slow one costs 20 times as much.
    private static Result tried(LearnerChoice.Proposal proposal) {
        double x = ((Number) proposal.suggestion().settings().values().get("x")).doubleValue();
        double off = Math.abs(x - 0.3);
        return switch (proposal.learner()) {
            case "good" -> Result.of(proposal.suggestion(), 0.1 + off, 1);
            case "poor" -> Result.of(proposal.suggestion(), 0.5 + off, 1);
            default -> Result.of(proposal.suggestion(), 0.2 + off, 20);
        };
    }
}
