package dev.lepton.bench;

import dev.lepton.data.Source;
import dev.lepton.data.Tables;
import dev.lepton.model.bundle.Bundle;
import dev.lepton.model.bundle.Predictor;
import dev.lepton.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// An AutoML that is given a split and some seconds.
@FunctionalInterface
interface Contestant {

    /// @param answers a CSV for [Truth#read]
    /// @param wallSeconds of the whole process that trained, its start included
    /// @param scoreSeconds for the answers of all test rows, in process, after one warm-up
    /// @param bytes of the model as it is shipped
    record Entry(Path answers, double wallSeconds, double scoreSeconds, long bytes) {}

    Entry train(PublicSet set, int seconds, int threads, long seed) throws IOException, InterruptedException;

    /// `lepton train` and `lepton predict`.
    static Contestant lepton(Path root, Path work) {
        String command = root.resolve("lepton").toString();
        return (set, seconds, threads, seed) -> {
            Path bundle = work.resolve(set.name() + "-" + seconds + ".lepton");
            Path answers = work.resolve(set.name() + "-lepton.csv");
            List<String> training = List.of(
                    command,
                    "train",
                    set.train().toString(),
                    "--target=" + set.target(),
                    "--task=" + set.task(),
                    "--metric=" + set.metric().id(),
                    "--time=" + seconds + "s",
                    "--threads=" + threads,
                    "--seed=" + seed,
                    "--out=" + bundle,
                    "--json");
            Run trained = Run.of(root, training).orFail(training);
            List<String> predicting =
                    List.of(command, "predict", bundle.toString(), set.test().toString(), "--out=" + answers);
            Run.of(root, predicting).orFail(predicting);
            return new Entry(answers, trained.seconds(), scoreSeconds(bundle, set, threads), Files.size(bundle));
        };
    }

    /// Builds what a first start would build, so that no run pays for it.
    static void warmUp(Path root) throws IOException, InterruptedException {
        List<String> command = List.of(root.resolve("lepton").toString(), "--version");
        Run.of(root, command).orFail(command);
    }

    private static double scoreSeconds(Path bundle, PublicSet set, int threads) {
        Table rows = Tables.read(Source.parse(set.test().toString())).table();
        try (Predictor predictor = Predictor.open(Bundle.load(bundle), threads)) {
            predictor.predict(rows);
            long start = System.nanoTime();
            predictor.predict(rows);
            return (System.nanoTime() - start) / 1e9;
        }
    }

    /// H2O AutoML 3.44.0.1 with five folds in a JVM of its own, heap 8 GB; its time starts when the data is read.
    static Contestant h2o(Path root, Path work) {
        Path target = root.resolve("lepton-peer/target");
        return (set, seconds, threads, seed) -> {
            Path answers = work.resolve(set.name() + "-h2o.csv");
            Path result = work.resolve(set.name() + "-h2o.tsv");
            String classPath = target.resolve("classes") + ":"
                    + Files.readString(target.resolve("classpath.txt")).strip();
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx8g",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "--add-opens",
                    "java.base/java.lang=ALL-UNNAMED",
                    "-Dsys.ai.h2o.debug.allowJavaVersions=25",
                    "-cp",
                    classPath,
                    "dev.lepton.peer.H2oPeer"));
            command.addAll(List.of(
                    "train=" + set.train(),
                    "test=" + set.test(),
                    "target=" + set.target(),
                    "task=" + set.task(),
                    "seconds=" + seconds,
                    "threads=" + threads,
                    "seed=" + seed,
                    "answers=" + answers,
                    "result=" + result));
            Run trained = Run.of(root, command).orFail(List.of("H2oPeer", set.name()));
            Map<String, String> cost;
            try (Stream<String> lines = Files.lines(result)) {
                cost = lines.map(line -> line.split("\t")).collect(Collectors.toMap(cells -> cells[0], c -> c[1]));
            }
            return new Entry(
                    answers,
                    trained.seconds(),
                    Double.parseDouble(cost.get("score_s")),
                    Long.parseLong(cost.get("bytes")));
        };
    }
}
