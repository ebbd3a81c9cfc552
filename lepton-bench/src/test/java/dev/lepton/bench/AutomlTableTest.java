package dev.lepton.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AutomlTableTest {

    @Test
    void theMeanOverTheSplitsDecidesAndTheBetterCountsOne() {
        String table = new AutomlTable(
                        List.of(
                                row("small", "auc", "0.9", "0.8", "0.5"),
                                row("small", "auc", "0.7", "0.6", "0.5"),
                                row("large", "rmse", "4", "3", "9")),
                        60)
                .markdown();

        assertThat(table)
                .contains("| small | 2 | auc | 0.80000 | 0.70000 |")
                .contains("| large | 1 | rmse | 4.0000 | 3.0000 |")
                .contains("better on 1 of 2 sets")
                // Lepton: (1 + 5/6) / 2; H2O: (2/3 + 1) / 2
                .contains("mean normalised score 0.9167 against 0.8333");
    }

    @Test
    void runsOfAnotherTimeAreLeftOut() {
        assertThat(new AutomlTable(List.of(row("small", "auc", "0.9", "0.8", "0.5")), 300).markdown())
                .doesNotContain("small");
    }

    private static Map<String, String> row(String set, String metric, String lepton, String h2o, String dummy) {
        return Map.ofEntries(
                Map.entry("set", set),
                Map.entry("seconds", "60"),
                Map.entry("metric", metric),
                Map.entry("lepton", lepton),
                Map.entry("h2o", h2o),
                Map.entry("difference_low", "-1"),
                Map.entry("difference_high", "1"),
                Map.entry("dummy", dummy),
                Map.entry("lepton_wall_s", "60"),
                Map.entry("h2o_wall_s", "60"),
                Map.entry("lepton_score_s", "1"),
                Map.entry("h2o_score_s", "1"),
                Map.entry("lepton_bytes", "1000"),
                Map.entry("h2o_bytes", "1000"),
                Map.entry("test_rows", "10"));
    }
}
