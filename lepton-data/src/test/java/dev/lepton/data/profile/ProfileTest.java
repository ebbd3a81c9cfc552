package dev.lepton.data.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lepton.base.LeptonException;
import dev.lepton.base.Seed;
import dev.lepton.data.profile.ColumnProfile.Levels;
import dev.lepton.data.profile.ColumnProfile.Numbers;
import dev.lepton.table.CategoryColumn;
import dev.lepton.table.Column;
import dev.lepton.table.FlagColumn;
import dev.lepton.table.NumberColumn;
import dev.lepton.table.Table;
import dev.lepton.table.TextColumn;
import dev.lepton.table.TimestampColumn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ProfileTest {

    private static final int ROWS = 2_000;

    private static Table table() {
        RandomGenerator random = new Seed(3).random();
        double[] x = random.doubles(ROWS).toArray();
        double[] noise =
                IntStream.range(0, ROWS).mapToDouble(i -> random.nextGaussian()).toArray();
        LinkedHashMap<String, Column> columns = new LinkedHashMap<>();
        columns.put("id", NumberColumn.of(LongStream.range(0, ROWS).toArray()));
        columns.put("x", NumberColumn.of(x));
        columns.put(
                "twice",
                NumberColumn.of(IntStream.range(0, ROWS)
                        .mapToDouble(i -> Math.exp(5 * x[i]))
                        .toArray()));
        columns.put("noise", NumberColumn.of(noise));
        columns.put(
                "city",
                CategoryColumn.of(IntStream.range(0, ROWS)
                        .mapToObj(i -> i < 3 ? "rare" + i : i % 4 == 0 ? "" : "<b>" + i % 3)
                        .toList()));
        columns.put(
                "day",
                TimestampColumn.of(
                        LongStream.range(0, ROWS).map(i -> i * 86_400_000_000L).toArray()));
        columns.put(
                "note",
                TextColumn.of(
                        IntStream.range(0, ROWS).mapToObj(i -> "note " + i).toList()));
        columns.put("done", FlagColumn.of(new boolean[ROWS]));
        columns.put(
                "y",
                CategoryColumn.of(IntStream.range(0, ROWS)
                        .mapToObj(i -> x[i] > 0.3 ? "yes" : "no")
                        .toList()));
        columns.put(
                "strong",
                NumberColumn.of(IntStream.range(0, ROWS)
                        .mapToDouble(i -> (x[i] > 0.3 ? 1 : 0) + 0.35 * noise[i])
                        .toArray()));
        return Table.of(columns);
    }

    private static final Profile PROFILE = Profile.of(table(), Optional.of("y"));

    @Test
    void numbersHaveTheirMomentsAndQuantiles() {
        Numbers x = (Numbers) PROFILE.column("x").summary();
        assertThat(x.mean()).isCloseTo(0.5, within(0.03));
        assertThat(x.deviation()).isCloseTo(Math.sqrt(1 / 12.0), within(0.02));
        assertThat(x.quantiles()).isSorted().hasSize(9);
        assertThat(x.quantiles().get(4)).isCloseTo(0.5, within(0.04));
        assertThat(x.histogram().getFirst().counts().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(ROWS);
        assertThat(PROFILE.column("x").distinct()).isEqualTo(ROWS);
    }

    @Test
    void levelsAreCountedWithRareOnes() {
        ColumnProfile city = PROFILE.column("city");
        Levels levels = (Levels) city.summary();
        assertThat(city.missing()).isEqualTo(499);
        assertThat(city.distinct()).isEqualTo(6);
        assertThat(levels.rare()).isEqualTo(3);
        assertThat(levels.top())
                .hasSize(6)
                .first()
                .satisfies(level -> assertThat(level.count()).isGreaterThan(490));
    }

    @Test
    void traitsNameWhatIsUseless() {
        assertThat(PROFILE.column("id").traits()).containsExactly(Trait.ID_LIKE);
        assertThat(PROFILE.column("done").traits()).containsExactly(Trait.CONSTANT);
        assertThat(PROFILE.columns())
                .filteredOn(column -> !List.of("id", "done").contains(column.name()))
                .allMatch(column -> column.traits().isEmpty());
    }

    @Test
    void onlyColumnsThatGiveTheTargetAwayAreSuspects() {
        assertThat(PROFILE.suspects()).extracting(Profile.Suspect::column).containsExactlyInAnyOrder("x", "twice");
    }

    @Test
    void aNumericTargetIsGivenAwayByAnyMonotoneCopy() {
        Profile profile = Profile.of(table(), Optional.of("x"));
        assertThat(profile.suspects()).extracting(Profile.Suspect::column).containsExactly("twice");
    }

    @Test
    void correlatedPairsAreFoundByRankToo() {
        assertThat(PROFILE.pairs()).first().satisfies(pair -> {
            assertThat(List.of(pair.left(), pair.right())).containsExactly("x", "twice");
            assertThat(pair.spearman()).isCloseTo(1, within(1e-9));
            assertThat(pair.pearson()).isLessThan(0.95);
        });
        assertThat(PROFILE.pairs()).noneMatch(pair -> pair.left().equals("noise"));
    }

    @Test
    void anUnknownTargetIsNamedWithTheNearest() {
        assertThatThrownBy(() -> Profile.of(table(), Optional.of("nois")))
                .isInstanceOf(LeptonException.class)
                .hasMessageContaining("Did you mean \"noise\"?");
    }

    @Test
    void missingEverywhereAndNoRowsAreProfiledToo() {
        LinkedHashMap<String, Column> columns = new LinkedHashMap<>();
        columns.put("a", NumberColumn.of(Double.NaN, Double.NaN));
        columns.put("b", CategoryColumn.of("", ""));
        Profile profile = Profile.of(Table.of(columns), Optional.of("b"));
        assertThat(profile.columns()).allMatch(column -> column.traits().contains(Trait.EMPTY));
        assertThat(profile.duplicates()).isEqualTo(1);
        assertThat(ProfileText.of(profile)).contains("all missing");
        Profile none = Profile.of(Table.of(columns).select(), Optional.empty());
        assertThat(none.rows()).isZero();
        assertThat(ProfileHtml.of(none, "none")).contains("0 rows");
    }

    @Test
    void theTextNamesEverySection() {
        assertThat(ProfileText.of(PROFILE))
                .contains("2,000 rows, 10 columns")
                .contains("1970-01-01 00:00")
                .contains("Not useful for learning\n  id: id-like\n  done: constant")
                .contains("Target y")
                .contains("Leakage suspects")
                .contains("Correlated pairs")
                .contains("▇");
    }

    @Test
    void theJsonHoldsEveryColumn() throws Exception {
        JsonNode root = new ObjectMapper().readTree(ProfileJson.of(PROFILE));
        assertThat(root.get("rows").asLong()).isEqualTo(ROWS);
        assertThat(root.get("columns")).hasSize(10);
        assertThat(root.at("/columns/1/quantiles/0.5").asDouble()).isCloseTo(0.5, within(0.04));
        assertThat(root.at("/leakageSuspects/0/column").asText()).isIn("x", "twice");
        assertThat(root.at("/target").asText()).isEqualTo("y");
    }

    @Test
    void thePageNeedsNothingElseAndEscapesCells() {
        String html = ProfileHtml.of(PROFILE, "a & b");
        assertThat(html)
                .contains("<title>a &amp; b</title>")
                .contains("prefers-color-scheme: dark")
                .contains("role=\"img\"")
                .contains("&lt;b&gt;1")
                .doesNotContain("<b>1")
                .doesNotContain("http://")
                .doesNotContain("https://")
                .doesNotContain("<script");
    }

    @Test
    void theProfileDoesNotDependOnTheRun() {
        assertThat(Profile.of(table(), Optional.of("y"))).isEqualTo(PROFILE);
    }
}
