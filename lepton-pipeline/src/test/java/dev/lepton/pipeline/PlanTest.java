package dev.lepton.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lepton.automl.SearchWay;
import dev.lepton.base.Bytes;
import dev.lepton.base.LeptonException;
import dev.lepton.data.DateOrder;
import dev.lepton.model.Loss;
import dev.lepton.model.Money;
import dev.lepton.model.Requirement;
import dev.lepton.model.Settings;
import dev.lepton.table.ColumnKind;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlanTest {

    private static final Plan FULL = Plan.of("data/*.csv", "price")
            .withInput(Input.of("data/*.csv")
                    .withDelimiter('\t')
                    .withEncoding(StandardCharsets.ISO_8859_1)
                    .withMissing(List.of("NA", "-", "0"))
                    .withDates(DateOrder.DAY_FIRST))
            .withColumns(Columns.of("price")
                    .withKinds(Map.of("zip", ColumnKind.CATEGORY, "yes", ColumnKind.FLAG))
                    .withDrop(List.of("id", "no"))
                    .withWeights("w")
                    .withGroup("customer"))
            .withTask(TaskKind.REGRESSION)
            .withMetric("pinball:0.9")
            .withLoss(new Loss.Quantile(0.9))
            .withFolds(8)
            .withTime(Duration.ofMillis(1500))
            .withTrials(6)
            .withMemory(Bytes.parse("8g"))
            .withEffort(Effort.DEFAULTS
                    .withPreset(Preset.BEST)
                    .withSeed(7)
                    .withThreads(2)
                    .withRows(9999)
                    .withLearners(List.of("lightgbm", "dummy"))
                    .withSearcher(SearchWay.TPE)
                    .withCandidates(List.of(new Configuration(
                            "mine", "lightgbm", Settings.of(Map.of("leaves", 12, "rate", 0.1, "extra", true))))))
            .withRequirements(
                    List.of(new Requirement.Latency(Duration.ofMillis(5)), new Requirement.Size(Bytes.parse("9m"))));

    @Test
    void aPlanOfDefaultsIsTwoLines() {
        Plan plan = Plan.of("churn.csv", "churn");

        assertThat(plan.toYaml()).isEqualTo("source: churn.csv\ntarget: churn\n");
        assertThat(Plan.parse(plan.toYaml())).isEqualTo(plan);
    }

    @Test
    void everythingThatAPlanSaysSurvivesYaml() {
        assertThat(Plan.parse(FULL.toYaml())).isEqualTo(FULL);
    }

    @Test
    void validationRowsSurviveYaml() {
        Plan plan = Plan.of("a.csv", "y")
                .withValid("b.csv")
                .withColumns(Columns.of("y").withTime("when"));

        assertThat(Plan.parse(plan.toYaml())).isEqualTo(plan);
    }

    @Test
    void budgetsOfCpuTimeAndMoneySurviveYaml() {
        Plan plan = Plan.of("a.csv", "y")
                .withCpu(Duration.ofMillis(2_500))
                .withMoney(new Money(new BigDecimal("0.40"), Optional.of(new BigDecimal("0.05"))));

        assertThat(Plan.parse(plan.toYaml())).isEqualTo(plan);
        assertThat(Plan.parse(
                        "{source: a.csv, target: y, budget: {cpu_time: 2500ms, price_per_hour: 0.40, money: 0.05}}"))
                .isEqualTo(plan);
        assertThat(plan.effectiveBudget()).isEqualTo(plan.budget());
    }

    @Test
    void moneyWithoutAPriceIsAProblemOfThePlan() {
        assertThatThrownBy(() -> Plan.parse("{source: a.csv, target: y, budget: {money: 0.05}}"))
                .isInstanceOf(LeptonException.class)
                .hasMessageContaining("price_per_hour");
    }

    @Test
    void namesThatLookLikeOtherYamlValuesSurvive() {
        Plan plan = Plan.of("1.0", "no").withDrop(List.of("true", "2", "a: b", "null"));

        assertThat(Plan.parse(plan.toYaml())).isEqualTo(plan);
    }

    @Test
    void everyProblemIsReportedAtOnceWithTheNearestKey() {
        assertThatThrownBy(() -> Plan.parse("""
                        sorce: a.csv
                        target: y
                        task: binry
                        searcher: asho
                        budget: {tim: 60s, trials: many}
                        validation: {folds: 0}
                        """))
                .isInstanceOf(LeptonException.class)
                .hasMessageContaining("7 problems")
                .hasMessageContaining("source is missing")
                .hasMessageContaining("There is no key \"sorce\". Did you mean \"source\"?")
                .hasMessageContaining("Did you mean \"binary\"?")
                .hasMessageContaining("There is no searcher \"asho\". Did you mean \"asha\"?")
                .hasMessageContaining("There is no key \"budget.tim\". Did you mean \"time\"?")
                .hasMessageContaining("budget.trials: \"many\" is no whole number")
                .hasMessageContaining("folds must be from 1");
    }

    @Test
    void brokenYamlNamesItsLine() {
        assertThatThrownBy(() -> Plan.parse("source: a.csv\ntarget: [y\n"))
                .isInstanceOf(LeptonException.class)
                .hasMessageContaining("is no YAML")
                .hasMessageContaining("line");
    }

    @Test
    void oneColumnCannotHaveTwoRoles() {
        assertThatThrownBy(
                        () -> Plan.of("a.csv", "y").withColumns(Columns.of("y").withWeights("y")))
                .isInstanceOf(LeptonException.class)
                .hasMessageContaining("\"y\" cannot be two of");
    }

    @Test
    void aPlanWithoutBoundsTakesAMinute() {
        assertThat(Plan.of("a", "b").effectiveBudget().time()).contains(Duration.ofMinutes(1));
        assertThat(Plan.of("a", "b").withTrials(3).effectiveBudget().time()).isEmpty();
    }
}
