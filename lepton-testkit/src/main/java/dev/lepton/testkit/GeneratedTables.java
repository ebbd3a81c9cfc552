package dev.lepton.testkit;

import dev.lepton.base.Seed;
import dev.lepton.model.Examples;
import dev.lepton.model.Labels;
import dev.lepton.model.Loss;
import dev.lepton.model.Target;
import dev.lepton.model.Task;
import dev.lepton.model.Values;
import dev.lepton.model.Weights;
import dev.lepton.table.CategoryColumn;
import dev.lepton.table.Column;
import dev.lepton.table.EncodedColumn;
import dev.lepton.table.Field;
import dev.lepton.table.FlagColumn;
import dev.lepton.table.NumberColumn;
import dev.lepton.table.Schema;
import dev.lepton.table.Table;
import dev.lepton.table.TextColumn;
import dev.lepton.table.TimestampColumn;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// Seeded tables with a column of every kind, missing cells in most, and targets that the columns explain in
/// part.
public final class GeneratedTables {

    public static final Task BINARY = new Task.Classification(List.of("no", "yes"));
    public static final Task MULTICLASS = new Task.Classification(List.of("low", "middle", "high"));

    private static final double MISSING = 0.06;
    private static final List<String> WORDS = List.of(
            "urgent",
            "refund",
            "Überweisung",
            "中文",
            "café",
            "naïve",
            "hello_world",
            "x2",
            "the",
            "a",
            "ORDER",
            "Straße");
    private static final List<String> UNSEEN =
            List.of("Atlantis", "zürich", "東京", " ", "city_0 ", "NaN", "🦊 fox", "-1", "\"quoted\", comma");
    private static final double[] EXTREMES = {
        1e300, -1e300, -0.0, 0.0, 5e-324, 9_007_199_254_740_993.0, -9.3e18, 3.4028236e38, 1e-40, 16_777_217
    };
    private static final long[] FAR_TIMES = {
        -1,
        0,
        1,
        -86_400_000_000L,
        -62_135_596_800_000_000L,
        253_402_300_799_999_999L,
        Long.MAX_VALUE,
        -9_000_000_000_000_000_000L
    };

    private GeneratedTables() {}

    /// One task of each sort: two classes, three classes, and each loss.
    public static List<Task> tasks() {
        return List.of(
                BINARY,
                MULTICLASS,
                Task.Regression.SQUARED,
                new Task.Regression(new Loss.Absolute()),
                new Task.Regression(new Loss.Quantile(0.8)),
                new Task.Regression(new Loss.Poisson()),
                new Task.Regression(new Loss.Tweedie(1.4)));
    }

    /// Columns `age`, `income`, `balance` (numbers), `member` (flag), `city`, `colour` (categories), `opened`
    /// (timestamp) and `note` (text).
    public static Table mixed(int rows, Seed seed) {
        LinkedHashMap<String, Column> columns = new LinkedHashMap<>();
        RandomGenerator random = seed.child("mixed").random();
        columns.put(
                "age",
                NumberColumn.of(IntStream.range(0, rows)
                        .mapToLong(row -> isMissing(random) ? NumberColumn.MISSING_LONG : random.nextLong(18, 91))
                        .toArray()));
        columns.put(
                "income", numbers(rows, row -> isMissing(random) ? Double.NaN : Math.exp(random.nextGaussian(10, 1))));
        columns.put("balance", numbers(rows, row -> random.nextGaussian()));
        byte[] flags = new byte[rows];
        for (int row = 0; row < rows; row++) {
            flags[row] = isMissing(random) ? FlagColumn.MISSING : (byte) random.nextInt(2);
        }
        columns.put("member", FlagColumn.of(MemorySegment.ofArray(flags)));
        columns.put("city", CategoryColumn.of(strings(rows, row -> isMissing(random) ? "" : city(random))));
        columns.put(
                "colour",
                CategoryColumn.of(
                        strings(rows, row -> List.of("red", "green", "blau").get(random.nextInt(3)))));
        columns.put(
                "opened",
                TimestampColumn.of(IntStream.range(0, rows)
                        .mapToLong(row -> isMissing(random) ? TimestampColumn.MISSING : time(random))
                        .toArray()));
        columns.put("note", TextColumn.of(strings(rows, row -> isMissing(random) ? "" : note(random))));
        return Table.of(columns);
    }

    /// Rows of the given columns as no training row is: unseen and missing levels, numbers at the edges of
    /// their types, times before and long after our era, texts without a word.
    public static Table wild(Schema schema, int rows, Seed seed) {
        LinkedHashMap<String, Column> columns = new LinkedHashMap<>();
        for (Field field : schema.fields()) {
            RandomGenerator random = seed.child(field.name()).random();
            columns.put(
                    field.name(),
                    switch (field.kind()) {
                        case NUMBER -> numbers(rows, row -> wildNumber(random));
                        case FLAG -> {
                            byte[] flags = new byte[rows];
                            Arrays.fill(flags, FlagColumn.MISSING);
                            for (int row = 0; row < rows; row += 2) {
                                flags[row] = (byte) random.nextInt(2);
                            }
                            yield FlagColumn.of(MemorySegment.ofArray(flags));
                        }
                        case CATEGORY -> CategoryColumn.of(strings(rows, row -> wildLevel(random)));
                        case TIMESTAMP ->
                            TimestampColumn.of(IntStream.range(0, rows)
                                    .mapToLong(row -> wildTime(random))
                                    .toArray());
                        case TEXT -> TextColumn.of(strings(rows, row -> wildText(random)));
                        case ENCODED -> files(rows, row -> random.nextInt(40), random);
                    });
        }
        return Table.of(columns);
    }

    /// Rows without a single cell.
    public static Table missing(Schema schema, int rows) {
        LinkedHashMap<String, Column> columns = new LinkedHashMap<>();
        for (Field field : schema.fields()) {
            columns.put(
                    field.name(),
                    switch (field.kind()) {
                        case NUMBER -> numbers(rows, row -> Double.NaN);
                        case FLAG -> {
                            byte[] flags = new byte[rows];
                            Arrays.fill(flags, FlagColumn.MISSING);
                            yield FlagColumn.of(MemorySegment.ofArray(flags));
                        }
                        case CATEGORY -> CategoryColumn.of(strings(rows, row -> ""));
                        case TIMESTAMP -> {
                            long[] times = new long[rows];
                            Arrays.fill(times, TimestampColumn.MISSING);
                            yield TimestampColumn.of(times);
                        }
                        case TEXT -> TextColumn.of(strings(rows, row -> ""));
                        case ENCODED -> EncodedColumn.of(new byte[rows][0]);
                    });
        }
        return Table.of(columns);
    }

    /// Rows of [#mixed] with a target for the task, weighted 1 each.
    public static Examples examples(Task task, int rows, Seed seed) {
        Table inputs = mixed(rows, seed);
        double[] signal = signal(inputs, seed.child("noise").random());
        return new Examples(task, inputs, target(task, signal), Weights.uniform(rows));
    }

    private static Target target(Task task, double[] signal) {
        return switch (task) {
            case Task.Classification c -> labels(signal, c.classes().size());
            case Task.Regression r ->
                switch (r.loss()) {
                    case Loss.Squared s -> Values.of(signal);
                    case Loss.Absolute a -> Values.of(signal);
                    case Loss.Quantile q -> Values.of(signal);
                    case Loss.Poisson p -> counts(signal);
                    case Loss.Tweedie t -> counts(signal);
                };
        };
    }

    /// Rows of few distinct values each, with many rows of every value: columns `age` (a number, some cells
    /// missing), `balance` (a number), `member` (a flag) and `colour` (a category).
    ///
    /// Every value has a bin of its own however rows are counted, and no two splits part the rows alike.
    public static Examples coarse(Task task, int rows, Seed seed) {
        RandomGenerator random = seed.child("coarse").random();
        LinkedHashMap<String, Column> columns = new LinkedHashMap<>();
        columns.put("age", numbers(rows, row -> isMissing(random) ? Double.NaN : 20.0 + 10 * random.nextInt(7)));
        columns.put("balance", numbers(rows, row -> (double) Math.round(2 * random.nextGaussian())));
        byte[] flags = new byte[rows];
        for (int row = 0; row < rows; row++) {
            flags[row] = (byte) random.nextInt(2);
        }
        columns.put("member", FlagColumn.of(MemorySegment.ofArray(flags)));
        columns.put(
                "colour",
                CategoryColumn.of(strings(
                        rows, row -> List.of("red", "green", "blau", "white").get(Math.min(3, random.nextInt(6))))));
        Table inputs = Table.of(columns);
        RandomGenerator noise = seed.child("noise").random();
        double[] signal = new double[rows];
        for (int row = 0; row < rows; row++) {
            double age = inputs.column("age", NumberColumn.class).get(row);
            signal[row] = inputs.column("balance", NumberColumn.class).get(row)
                    + (Double.isNaN(age) ? 1 : (age - 50) / 20)
                    + (inputs.column("colour").text(row).equals("red") ? 1.5 : 0)
                    + 0.8 * flags[row]
                    + noise.nextGaussian();
        }
        return new Examples(task, inputs, target(task, signal), Weights.uniform(rows));
    }

    private static Labels labels(double[] signal, int classes) {
        double[] sorted = Arrays.stream(signal).sorted().toArray();
        return Labels.of(Arrays.stream(signal)
                .mapToInt(value -> {
                    int label = 0;
                    while (label < classes - 1 && value > sorted[sorted.length * (label + 1) / classes]) {
                        label++;
                    }
                    return label;
                })
                .toArray());
    }

    private static Values counts(double[] signal) {
        return Values.of(Arrays.stream(signal)
                .map(value -> Math.rint(Math.exp(Math.min(value / 2, 5))))
                .toArray());
    }

    private static double[] signal(Table inputs, RandomGenerator noise) {
        double[] signal = new double[inputs.rows()];
        NumberColumn age = inputs.column("age", NumberColumn.class);
        NumberColumn balance = inputs.column("balance", NumberColumn.class);
        for (int row = 0; row < signal.length; row++) {
            signal[row] = 1.5 * balance.get(row)
                    + (age.isMissing(row) ? 1 : (age.get(row) - 50) / 20)
                    + (inputs.column("colour").text(row).equals("red") ? 1.5 : 0)
                    + (inputs.column("city").text(row).hashCode() % 3) * 0.7
                    + (inputs.column("note").text(row).contains("urgent") ? 1 : 0)
                    + noise.nextGaussian() / 2;
        }
        return signal;
    }

    private static boolean isMissing(RandomGenerator random) {
        return random.nextDouble() < MISSING;
    }

    private static String city(RandomGenerator random) {
        return "city_" + (int) (40 * random.nextDouble() * random.nextDouble());
    }

    /// From 1962 to 2033.
    private static long time(RandomGenerator random) {
        return random.nextLong(-250_000_000_000_000L, 2_000_000_000_000_000L);
    }

    private static String note(RandomGenerator random) {
        List<String> words = random.ints(random.nextInt(1, 9), 0, WORDS.size())
                .mapToObj(WORDS::get)
                .toList();
        return String.join(random.nextBoolean() ? " " : ", ", words);
    }

    private static double wildNumber(RandomGenerator random) {
        return switch (random.nextInt(4)) {
            case 0 -> Double.NaN;
            case 1 -> EXTREMES[random.nextInt(EXTREMES.length)];
            default -> random.nextGaussian() * 1_000;
        };
    }

    private static String wildLevel(RandomGenerator random) {
        return switch (random.nextInt(4)) {
            case 0 -> "";
            case 1 -> UNSEEN.get(random.nextInt(UNSEEN.size()));
            default -> random.nextBoolean() ? "red" : city(random);
        };
    }

    private static long wildTime(RandomGenerator random) {
        return switch (random.nextInt(4)) {
            case 0 -> TimestampColumn.MISSING;
            case 1 -> FAR_TIMES[random.nextInt(FAR_TIMES.length)];
            default -> time(random);
        };
    }

    private static String wildText(RandomGenerator random) {
        return switch (random.nextInt(5)) {
            case 0 -> "";
            case 1 -> "?! … 🦊\t\n";
            case 2 -> "中文中文 É e\u0301 İstanbul ẞ ΣΑΣ " + note(random);
            case 3 -> note(random).repeat(40);
            default -> note(random);
        };
    }

    private static NumberColumn numbers(int rows, IntFunction<Double> make) {
        return NumberColumn.of(IntStream.range(0, rows).mapToDouble(make::apply).toArray());
    }

    /// Random bytes, which are no image and no clip.
    private static EncodedColumn files(int rows, IntUnaryOperator length, RandomGenerator random) {
        return EncodedColumn.of(IntStream.range(0, rows)
                .mapToObj(row -> {
                    byte[] bytes = new byte[length.applyAsInt(row)];
                    random.nextBytes(bytes);
                    return bytes;
                })
                .toArray(byte[][]::new));
    }

    private static List<String> strings(int rows, IntFunction<String> make) {
        return IntStream.range(0, rows).mapToObj(make).toList();
    }
}
