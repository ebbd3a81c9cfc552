package dev.lepton.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

/// The command `./bench NAME [--time SECONDS] [--rows ROWS] [--only a,b]`.
public final class Bench {

    private static final String USAGE = """
            usage: ./bench tabular [--time 60] [--only adult,car]   quality and wall time on public tables, beside H2O
                   ./bench automl [--time 60] [--index FILE] [--only adult,car]   against H2O in the same run
                   ./bench folds [--folds 10] [--time 300] [--only car]   mean and standard error over folds of all rows
                   ./bench large [--rows 5000000]                   memory and speed on a generated table
                   ./bench read [ROWS [ROUNDS [THREADS]]]           reading a CSV, beside DuckDB
                   ./bench latency [--only adult]                   one row at a time, in process and over HTTP
                   ./bench derive [--only adult]                    made columns against raw ones, on training rows
                   ./bench nn [--seconds 2]                         training speed of nets, against DJL in the same run
                   ./bench searchers [--only tpe,cfo]               regret on known surfaces, against random search
                   ./bench searchers --tables [--only credit-g]     the search after the portfolio, on training rows

            Public tables are read from the folder in LEPTON_DATA (default ../shared/data). Results are appended to
            docs/benchmarks; a set that this code has a result for is not measured again.
            """;

    private Bench() {}

    public static void main(String[] args) throws Exception {
        Path root = Path.of("").toAbsolutePath();
        if (args.length == 0) {
            System.out.print(USAGE);
            System.exit(2);
        }
        Path work = Files.createDirectories(root.resolve("lepton-bench/target/work"));
        switch (args[0]) {
            case "tabular" ->
                new TabularBench(root, data(root), work, (int) option(args, "--time", 60)).run(only(args));
            case "automl" ->
                new AutomlBench(root, index(root, args), work, (int) option(args, "--time", 60)).run(only(args));
            case "folds" ->
                new FoldsBench(root, index(root, args), work, (int) option(args, "--time", 300), (int)
                                option(args, "--folds", 10))
                        .run(only(args));
            case "large" -> new LargeBench(root, work).run(option(args, "--rows", 5_000_000));
            case "read" -> ReadBench.main(Arrays.copyOfRange(args, 1, args.length));
            case "latency" -> new LatencyBench(root, data(root), work).run(only(args));
            case "derive" -> new DeriveBench(data(root)).run(only(args));
            case "nn" -> new NetBench(root).run(option(args, "--seconds", 2));
            case "searchers" -> {
                if (Arrays.asList(args).contains("--tables")) {
                    new TableSearches(root, data(root)).run(only(args));
                } else {
                    new SearchersBench(root).run(only(args));
                }
            }
            default -> {
                System.out.print(USAGE);
                System.exit(2);
            }
        }
    }

    private static Path data(Path root) throws IOException {
        String named = System.getenv("LEPTON_DATA");
        Path data = named == null ? root.resolve("../shared/data") : Path.of(named);
        if (!Files.exists(data.resolve("tabular/INDEX.tsv"))) {
            throw new IOException("There is no tabular/INDEX.tsv in " + data + "; name the folder in LEPTON_DATA.");
        }
        return data.toRealPath();
    }

    private static Path index(Path root, String[] args) throws IOException {
        int at = Arrays.asList(args).indexOf("--index");
        return at < 0
                ? data(root).resolve("tabular/INDEX.tsv")
                : Path.of(args[at + 1]).toRealPath();
    }

    private static long option(String[] args, String name, long otherwise) {
        int at = Arrays.asList(args).indexOf(name);
        return at < 0 ? otherwise : Long.parseLong(args[at + 1]);
    }

    private static Set<String> only(String[] args) {
        int at = Arrays.asList(args).indexOf("--only");
        return at < 0 ? Set.of() : new LinkedHashSet<>(Arrays.asList(args[at + 1].split(",")));
    }
}
