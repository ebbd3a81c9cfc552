package dev.lepton.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.lepton.automl.SearchWay;
import dev.lepton.base.Bytes;
import dev.lepton.base.Durations;
import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.data.DateOrder;
import dev.lepton.data.ReadOptions;
import dev.lepton.data.cleaning.CleaningOptions;
import dev.lepton.model.Budget;
import dev.lepton.model.Loss;
import dev.lepton.model.Metrics;
import dev.lepton.model.Money;
import dev.lepton.model.Requirement;
import dev.lepton.model.Settings;
import dev.lepton.table.ColumnKind;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// Plans as YAML.
///
/// ```yaml
/// source: churn.csv
/// target: churn
/// task: binary                    # or multiclass, regression; left out: inferred
/// metric: auc
/// drop: [customer_id]
/// kinds: {zip: category}
/// validation: {folds: 5}          # or {source: valid.csv}
/// budget: {time: 60s, memory: 8g} # or {trials: 6}, {cpu_time: 120s}, {price_per_hour: 0.40, money: 0.05}
/// preset: best                    # or fast, balanced, interpretable
/// threads: 2
/// seed: 1
/// learners: [lightgbm, logistic]
/// searcher: tpe                   # what chooses after the portfolio; left out: auto
/// stacking: on                    # or off; left out: auto, with the preset best
/// cleaning: {duplicates: true, id_columns: false}
/// requirements: [p99:5ms]
/// ```
final class PlanYaml {

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
            .build();

    private PlanYaml() {}

    static Plan read(Path file) {
        try {
            return parse(Files.readString(file), "The plan \"" + file + "\"");
        } catch (NoSuchFileException e) {
            throw new LeptonException(ErrorCode.NOT_FOUND, "There is no plan \"" + file + "\".", e);
        } catch (IOException e) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT, "The plan \"" + file + "\" cannot be read: " + e.getMessage(), e);
        }
    }

    static Plan parse(String yaml, String subject) {
        Keys keys = new Keys(tree(yaml, subject), subject);
        Input input = input(keys);
        Columns columns = columns(keys);
        Goal goal = goal(keys);
        Validation validation = validation(keys.object("validation"));
        Budget budget = budget(keys.object("budget"));
        Effort effort = effort(keys);
        CleaningOptions cleaning = cleaning(keys.object("cleaning"));
        List<Requirement> requirements = keys.list("requirements", List.of()).stream()
                .flatMap(text -> keys.read("requirements", text, Requirement::parse).stream())
                .toList();
        keys.finish();
        return new Plan(input, columns, goal, validation, budget, effort, cleaning, requirements);
    }

    private static JsonNode tree(String yaml, String subject) {
        try {
            JsonNode tree = YAML.readTree(yaml);
            if (tree == null || !tree.isObject()) {
                throw new LeptonException(
                        ErrorCode.INVALID_ARGUMENT,
                        subject + " holds no keys; it needs at least \"source: FILE\" and \"target: COLUMN\".");
            }
            return tree;
        } catch (JsonProcessingException e) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT,
                    subject + " is no YAML: " + e.getOriginalMessage() + " (line "
                            + (e.getLocation() == null ? "?" : e.getLocation().getLineNr()) + ").",
                    e);
        }
    }

    private static Input input(Keys keys) {
        return new Input(
                keys.required("source"),
                keys.text("query"),
                keys.text("delimiter").flatMap(text -> keys.read("delimiter", text, PlanYaml::delimiter)),
                keys.text("encoding")
                        .flatMap(text -> keys.read("encoding", text, PlanYaml::charset))
                        .orElse(StandardCharsets.UTF_8),
                keys.list("missing", ReadOptions.MISSING),
                keys.text("dates").flatMap(text -> keys.read("dates", text, DateOrder::parse)));
    }

    private static Columns columns(Keys keys) {
        Map<String, ColumnKind> kinds = keys.map("kinds", ColumnKind::parse);
        return new Columns(
                keys.required("target"),
                kinds,
                keys.list("drop", List.of()),
                keys.text("weights"),
                keys.text("group"),
                keys.text("time_column"));
    }

    private static Goal goal(Keys keys) {
        return new Goal(
                keys.text("task")
                        .filter(text -> !text.equals("auto"))
                        .flatMap(text -> keys.read("task", text, TaskKind::parse)),
                keys.text("metric")
                        .filter(text -> !text.equals("auto"))
                        .flatMap(text ->
                                keys.read("metric", text, id -> Metrics.of(id).id())),
                keys.text("loss")
                        .flatMap(text -> keys.read("loss", text, Loss::parse))
                        .orElseGet(Loss.Squared::new),
                keys.text("class_weights")
                        .flatMap(text -> keys.read("class_weights", text, PlanYaml::balanced))
                        .orElse(false));
    }

    private static Validation validation(Keys keys) {
        Optional<String> source = keys.text("source");
        Optional<Integer> folds = keys.whole("folds");
        Validation validation =
                keys.check(() -> new Validation(source, optional(folds))).orElse(Validation.DEFAULTS);
        keys.finishPart();
        return validation;
    }

    private static Budget budget(Keys keys) {
        Optional<Duration> time = keys.text("time").flatMap(text -> keys.read("time", text, Durations::parse));
        Optional<Integer> trials = keys.whole("trials");
        Optional<Bytes> memory = keys.text("memory").flatMap(text -> keys.read("memory", text, Bytes::parse));
        Optional<Duration> cpu = keys.text("cpu_time").flatMap(text -> keys.read("cpu_time", text, Durations::parse));
        Optional<BigDecimal> most = keys.text("money").flatMap(text -> keys.read("money", text, PlanYaml::amount));
        Optional<BigDecimal> price =
                keys.text("price_per_hour").flatMap(text -> keys.read("price_per_hour", text, PlanYaml::amount));
        Budget budget = keys.check(() -> new Budget(time, optional(trials), memory, cpu, Money.of(price, most)))
                .orElse(Budget.UNLIMITED);
        keys.finishPart();
        return budget;
    }

    private static Effort effort(Keys keys) {
        Preset preset = keys.text("preset")
                .flatMap(text -> keys.read("preset", text, Preset::parse))
                .orElse(Effort.DEFAULTS.preset());
        Optional<Integer> threads = keys.whole("threads");
        long seed = keys.text("seed")
                .flatMap(text -> keys.read("seed", text, Long::parseLong))
                .orElse(Effort.DEFAULTS.seed());
        List<String> learners = keys.list("learners", List.of());
        List<Configuration> candidates =
                keys.objects("candidates").stream().map(PlanYaml::configuration).toList();
        Optional<Integer> rows = keys.whole("rows");
        SearchWay searcher = keys.text("searcher")
                .flatMap(text -> keys.read("searcher", text, SearchWay::parse))
                .orElse(Effort.DEFAULTS.searcher());
        StackingUse stacking = keys.text("stacking")
                .flatMap(text -> keys.read("stacking", text, StackingUse::parse))
                .orElse(Effort.DEFAULTS.stacking());
        return keys.check(() -> new Effort(
                        preset, optional(threads), seed, optional(rows), learners, candidates, searcher, stacking))
                .orElse(Effort.DEFAULTS);
    }

    private static CleaningOptions cleaning(Keys keys) {
        CleaningOptions defaults = CleaningOptions.DEFAULTS;
        CleaningOptions cleaning = new CleaningOptions(
                defaults.missingTargets(),
                keys.flag("duplicates", defaults.duplicates()),
                keys.flag("empty_columns", defaults.emptyColumns()),
                keys.flag("constant_columns", defaults.constantColumns()),
                keys.flag("id_columns", defaults.idColumns()),
                keys.flag("nested_columns", defaults.nestedColumns()));
        keys.finishPart();
        return cleaning;
    }

    private static Configuration configuration(Keys keys) {
        Configuration configuration = new Configuration(
                keys.required("name"), keys.required("learner"), Settings.parse(keys.json("settings")));
        keys.finishPart();
        return configuration;
    }

    private static OptionalInt optional(Optional<Integer> number) {
        return number.map(OptionalInt::of).orElseGet(OptionalInt::empty);
    }

    private static BigDecimal amount(String text) {
        try {
            return new BigDecimal(text.strip());
        } catch (NumberFormatException e) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT, "\"" + text + "\" is no amount of money; write a number, as 0.05.", e);
        }
    }

    private static char delimiter(String text) {
        String character = text.equals("\\t") || text.equals("tab") ? "\t" : text;
        if (character.length() != 1) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT, "\"" + text + "\" is no single character; write \";\" or tab.");
        }
        return character.charAt(0);
    }

    private static Charset charset(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException e) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT, "\"" + name + "\" is no encoding; use utf-8, latin1 or the like.", e);
        }
    }

    private static boolean balanced(String text) {
        return switch (text) {
            case "balanced" -> true;
            case "none" -> false;
            default ->
                throw new LeptonException(
                        ErrorCode.INVALID_ARGUMENT, "\"" + text + "\" are no class weights; use balanced or none.");
        };
    }

    static String print(Plan plan) {
        ObjectNode tree = YAML.createObjectNode();
        printData(plan.input(), plan.columns(), tree);
        printGoal(plan.goal(), tree);
        ObjectNode validation = YAML.createObjectNode();
        plan.validation().source().ifPresent(source -> validation.put("source", source));
        plan.validation().folds().ifPresent(folds -> validation.put("folds", folds));
        ObjectNode budget = YAML.createObjectNode();
        plan.budget().time().ifPresent(time -> budget.put("time", span(time)));
        plan.budget().cpu().ifPresent(time -> budget.put("cpu_time", span(time)));
        plan.budget().money().ifPresent(money -> {
            budget.put("price_per_hour", money.perHour());
            money.most().ifPresent(most -> budget.put("money", most));
        });
        plan.budget().trials().ifPresent(trials -> budget.put("trials", trials));
        plan.budget().memory().ifPresent(memory -> budget.put("memory", memory.count()));
        put(tree, "validation", validation);
        put(tree, "budget", budget);
        printEffort(plan.effort(), tree);
        put(
                tree,
                "requirements",
                array(plan.requirements().stream().map(Requirement::id).toList()));
        try {
            return YAML.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new LeptonException(ErrorCode.INTERNAL, "The plan cannot be printed: " + e.getMessage(), e);
        }
    }

    private static String span(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + "s" : time.toMillis() + "ms";
    }

    private static void printData(Input input, Columns columns, ObjectNode tree) {
        tree.put("source", input.source());
        input.query().ifPresent(query -> tree.put("query", query));
        input.delimiter()
                .ifPresent(character -> tree.put("delimiter", character == '\t' ? "tab" : character.toString()));
        if (!input.encoding().equals(StandardCharsets.UTF_8)) {
            tree.put("encoding", input.encoding().name());
        }
        if (!input.missing().equals(ReadOptions.MISSING)) {
            tree.set("missing", array(input.missing()));
        }
        input.dates().ifPresent(order -> tree.put("dates", order.id()));
        tree.put("target", columns.target());
        ObjectNode kinds = YAML.createObjectNode();
        columns.sortedKinds().forEach((name, kind) -> kinds.put(name, kind.id()));
        put(tree, "kinds", kinds);
        put(tree, "drop", array(columns.drop()));
        columns.weights().ifPresent(name -> tree.put("weights", name));
        columns.group().ifPresent(name -> tree.put("group", name));
        columns.time().ifPresent(name -> tree.put("time_column", name));
    }

    private static void printGoal(Goal goal, ObjectNode tree) {
        goal.task().ifPresent(task -> tree.put("task", task.id()));
        goal.metric().ifPresent(metric -> tree.put("metric", metric));
        if (!goal.loss().equals(Goal.DEFAULTS.loss())) {
            tree.put("loss", goal.loss().id());
        }
        if (goal.balanced()) {
            tree.put("class_weights", "balanced");
        }
    }

    private static void printEffort(Effort effort, ObjectNode tree) {
        if (effort.preset() != Effort.DEFAULTS.preset()) {
            tree.put("preset", effort.preset().id());
        }
        effort.threads().ifPresent(threads -> tree.put("threads", threads));
        if (effort.seed() != Effort.DEFAULTS.seed()) {
            tree.put("seed", effort.seed());
        }
        effort.rows().ifPresent(rows -> tree.put("rows", rows));
        put(tree, "learners", array(effort.learners()));
        if (effort.searcher() != Effort.DEFAULTS.searcher()) {
            tree.put("searcher", effort.searcher().id());
        }
        if (effort.stacking() != Effort.DEFAULTS.stacking()) {
            tree.put("stacking", effort.stacking().id());
        }
        ArrayNode candidates = YAML.createArrayNode();
        for (Configuration candidate : effort.candidates()) {
            ObjectNode node = candidates.addObject();
            node.put("name", candidate.name());
            node.put("learner", candidate.learner());
            put(node, "settings", YAML.valueToTree(candidate.settings().values()));
        }
        put(tree, "candidates", candidates);
    }

    private static void printCleaning(CleaningOptions cleaning, ObjectNode tree) {
        CleaningOptions defaults = CleaningOptions.DEFAULTS;
        ObjectNode node = YAML.createObjectNode();
        put(node, "duplicates", cleaning.duplicates(), defaults.duplicates());
        put(node, "empty_columns", cleaning.emptyColumns(), defaults.emptyColumns());
        put(node, "constant_columns", cleaning.constantColumns(), defaults.constantColumns());
        put(node, "id_columns", cleaning.idColumns(), defaults.idColumns());
        put(node, "nested_columns", cleaning.nestedColumns(), defaults.nestedColumns());
        put(tree, "cleaning", node);
    }

    private static void put(ObjectNode tree, String key, boolean value, boolean byDefault) {
        if (value != byDefault) {
            tree.put(key, value);
        }
    }

    private static ArrayNode array(List<String> texts) {
        ArrayNode array = YAML.createArrayNode();
        texts.forEach(array::add);
        return array;
    }

    /// Sets the value where it holds anything.
    private static void put(ObjectNode tree, String key, JsonNode value) {
        if (!value.isEmpty()) {
            tree.set(key, value);
        }
    }
}
