package dev.lepton.bench;

import dev.lepton.base.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A table of five million rows and twenty columns, profiled and learnt from by the command line within 8 GB.
final class LargeBench {

    private static final List<String> COLUMNS =
            List.of("command", "rows", "file_mb", "wall_s", "mb_per_s", "peak_mb", "commit", "machine", "date");

    private final Path root;
    private final Path work;
    private final ResultTable results;
    private final Machine machine;

    LargeBench(Path root, Path work) throws IOException, InterruptedException {
        this.root = root;
        this.work = work;
        this.results = new ResultTable(root.resolve("docs/benchmarks/large.tsv"), COLUMNS);
        this.machine = Machine.current(root);
    }

    void run(long rows) throws IOException, InterruptedException {
        Path file = work.resolve("large-" + rows + ".csv");
        if (!Files.exists(file)) {
            LargeTable.write(file, rows, new Seed(1));
        }
        String lepton = root.resolve("lepton").toString();
        measure("profile", rows, file, List.of(lepton, "profile", file.toString(), "--memory", "8g", "--json"));
        measure(
                "train --time 60s",
                rows,
                file,
                List.of(
                        lepton,
                        "train",
                        file.toString(),
                        "--target",
                        "fraud",
                        "--time",
                        "60s",
                        "--threads",
                        "2",
                        "--memory",
                        "8g",
                        "--out",
                        work.resolve("large.lepton").toString(),
                        "--json"));
    }

    private void measure(String name, long rows, Path file, List<String> command)
            throws IOException, InterruptedException {
        Run run = Run.of(root, command).orFail(command);
        double megabytes = Files.size(file) / 1e6;
        Map<String, String> row = new LinkedHashMap<>();
        row.put("command", name);
        row.put("rows", String.valueOf(rows));
        row.put("file_mb", String.format(Locale.ROOT, "%.0f", megabytes));
        row.put("wall_s", String.format(Locale.ROOT, "%.1f", run.seconds()));
        row.put("mb_per_s", String.format(Locale.ROOT, "%.1f", megabytes / run.seconds()));
        row.put("peak_mb", String.valueOf(run.peakBytes() >> 20));
        machine.stamp(row);
        results.append(row);
        System.out.println(String.join("\t", row.values()));
    }
}
