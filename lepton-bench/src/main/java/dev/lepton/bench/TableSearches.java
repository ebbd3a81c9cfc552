package dev.lepton.bench;

import dev.lepton.automl.Candidate;
import dev.lepton.automl.FoldFit;
import dev.lepton.automl.FoldFitter;
import dev.lepton.automl.Folds;
import dev.lepton.automl.Found;
import dev.lepton.automl.InProcess;
import dev.lepton.automl.Search;
import dev.lepton.automl.SearchOptions;
import dev.lepton.automl.SearchWay;
import dev.lepton.base.Seed;
import dev.lepton.data.Source;
import dev.lepton.data.Tables;
import dev.lepton.model.Examples;
import dev.lepton.model.Fit;
import dev.lepton.model.Metric;
import dev.lepton.pipeline.Catalogue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// What each way to go on after the portfolio finds in 40 trials, on the training rows of public tables. Test
/// rows are never read.
///
/// A fifth of the training rows is held out, drawn anew for each seed. The search sees the others in five folds;
/// its score is out of fold, which a search that tries more can only raise. The held-out rows tell whether there
/// is anything to it.
final class TableSearches {

    private static final List<String> COLUMNS = List.of(
            "set",
            "seed",
            "searcher",
            "trials",
            "metric",
            "best_single",
            "ensemble",
            "held_out",
            "seconds",
            "code",
            "commit",
            "machine",
            "date");
    private static final int TRIALS = 40;
    private static final int FOLDS = 5;
    private static final int THREADS = 2;
    private static final long[] SEEDS = {1, 2};

    private final Path index;
    private final ResultTable results;
    private final Machine machine;

    TableSearches(Path root, Path data) throws IOException, InterruptedException {
        this.index = data.resolve("tabular/INDEX.tsv");
        this.results = new ResultTable(root.resolve("docs/benchmarks/searches.tsv"), COLUMNS);
        this.machine = Machine.current(root);
    }

    /// @param only names of the sets, and of the searchers where any is named; empty takes all
    void run(Set<String> only) throws IOException {
        System.out.println(String.join("\t", COLUMNS.subList(0, 9)));
        Set<String> ways = only.stream()
                .filter(name -> List.of(SearchWay.values()).stream()
                        .anyMatch(way -> way.id().equals(name)))
                .collect(Collectors.toSet());
        for (PublicSet set : PublicSet.all(index)) {
            if (only.size() == ways.size() || only.contains(set.name())) {
                for (long seed : SEEDS) {
                    measure(set, seed, ways);
                }
            }
        }
    }

    private void measure(PublicSet set, long seed, Set<String> ways) {
        Examples all = DeriveBench.examples(
                Tables.read(Source.parse(set.train().toString())).table(), set.target(), !set.isClassification());
        Folds parts = Folds.stratified(all.target(), FOLDS, new Seed(seed).child("held out"));
        Examples seen = all.select(parts.train(0));
        Examples held = all.select(parts.valid(0));
        Folds folds = Folds.stratified(seen.target(), FOLDS, new Seed(seed));
        List<Candidate> portfolio = new ArrayList<>(Catalogue.portfolio(seen.task(), seen.size()));
        FoldFitter fitter = new Remembering(new InProcess(seen, folds), portfolio, new ConcurrentHashMap<>());
        for (SearchWay way : SearchWay.values()) {
            if (ways.isEmpty() ? way != SearchWay.AUTO : ways.contains(way.id())) {
                SearchOptions options = SearchOptions.DEFAULTS
                        .withTrials(OptionalInt.of(TRIALS))
                        .withWay(way);
                long start = System.nanoTime();
                Found found = new Search(seen, folds, options, fitter)
                        .run(portfolio, Fit.of(new Seed(seed), set.metric()).withThreads(THREADS));
                double seconds = (System.nanoTime() - start) / 1e9;
                record(set, Map.of("seed", String.valueOf(seed), "searcher", way.id()), found, held, seconds);
            }
        }
    }

    private void record(PublicSet set, Map<String, String> key, Found found, Examples held, double seconds) {
        Metric metric = set.metric();
        Map<String, String> row = new LinkedHashMap<>();
        row.put("set", set.name());
        row.put("seed", key.get("seed"));
        row.put("searcher", key.get("searcher"));
        row.put("trials", String.valueOf(found.trials().size()));
        row.put("metric", metric.id());
        row.put("best_single", number(found.ranking().getFirst().score()));
        row.put("ensemble", number(found.ensemble().score()));
        row.put(
                "held_out",
                number(metric.score(held.target(), found.ensemble().model().predict(held.inputs()), held.weights())));
        row.put("seconds", String.format(Locale.ROOT, "%.1f", seconds));
        System.out.println(String.join("\t", row.values()));
        machine.stamp(row);
        results.append(row);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.6g", value);
    }

    /// Fits the candidates of the portfolio once for all searches, since their seeds and folds are the same.
    private record Remembering(FoldFitter fitter, List<Candidate> portfolio, Map<String, FoldFit> known)
            implements FoldFitter {

        @Override
        public FoldFit fit(Candidate candidate, int fold, Fit context) {
            return portfolio.contains(candidate)
                    ? known.computeIfAbsent(candidate.name() + "/" + fold, any -> fitter.fit(candidate, fold, context))
                    : fitter.fit(candidate, fold, context);
        }
    }
}
