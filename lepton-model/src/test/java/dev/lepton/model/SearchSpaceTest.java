package dev.lepton.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lepton.base.LeptonException;
import dev.lepton.model.SearchSpace.Parameter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SearchSpaceTest {

    private static final SearchSpace SPACE = SearchSpace.of(
                    new Parameter.Choice("kind", List.of("line", "tree")),
                    new Parameter.Choice("growth", List.of("deep", "wide")),
                    new Parameter.Whole("depth", 1, 9, true),
                    new Parameter.Real("rate", 0.01, 1, true))
            .when("kind", List.of("tree"), "growth")
            .when("growth", List.of("deep"), "depth");

    @Test
    void aSpaceHoldsOneValueForEachActiveParameterAndNoOther() {
        assertThat(SPACE.contains(Settings.of(Map.of("kind", "line", "rate", 0.1))))
                .isTrue();
        assertThat(SPACE.contains(Settings.of(Map.of("kind", "line", "rate", 0.1, "depth", 3))))
                .isFalse();
        assertThat(SPACE.contains(Settings.of(Map.of("kind", "tree", "growth", "wide", "rate", 0.1))))
                .isTrue();
        assertThat(SPACE.contains(Settings.of(Map.of("kind", "tree", "growth", "deep", "rate", 0.1))))
                .isFalse();
        assertThat(SPACE.contains(Settings.of(Map.of("kind", "tree", "growth", "deep", "depth", 3, "rate", 0.1))))
                .isTrue();
    }

    @Test
    void aValueOutOfRangeIsNotInTheSpace() {
        assertThat(SPACE.contains(Settings.of(Map.of("kind", "line", "rate", 1.5))))
                .isFalse();
        assertThat(SPACE.contains(Settings.of(Map.of("kind", "net", "rate", 0.5))))
                .isFalse();
        assertThat(SPACE.contains(Settings.of(Map.of("kind", "line", "rate", "0.5"))))
                .isFalse();
    }

    @Test
    void everythingThatIsWrongWithConditionsAndStartIsSaidAtOnce() {
        assertThatThrownBy(() -> new SearchSpace(
                        List.of(new Parameter.Real("rate", 0, 1, false), new Parameter.Real("rate", 0, 1, false)),
                        List.of(new SearchSpace.Condition("rate", "kind", List.of("a"))),
                        Settings.of(Map.of("depth", 1))))
                .isInstanceOf(LeptonException.class)
                .hasMessageContaining("The condition of \"rate\"")
                .hasMessageContaining("two parameters \"rate\"")
                .hasMessageContaining("cannot start at depth = 1");
    }

    @Test
    void aRangeThatCannotBeDrawnFromIsAnError() {
        assertThatThrownBy(() -> new Parameter.Real("rate", 0, 1, true)).hasMessageContaining("above zero");
        assertThatThrownBy(() -> new Parameter.Whole("depth", 5, 4, false)).hasMessageContaining("5.0 to 4.0");
        assertThatThrownBy(() -> new Parameter.Choice("kind", List.of("a", "a")))
                .hasMessageContaining("different values");
    }
}
