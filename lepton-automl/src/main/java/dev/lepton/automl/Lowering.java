package dev.lepton.automl;

import dev.lepton.model.Model;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Makes the graphs of contenders' models, side by side and each one once, however many ensembles a contender
/// is in, with however many of its models.
///
/// Reading an engine's text is most of the work of making a graph. Graphs do not depend on the number of
/// threads. Not thread-safe.
public final class Lowering {

    private final int threads;
    private final Map<Model, Model> done = new IdentityHashMap<>();

    /// @param threads that make graphs at the same time, 1 or more
    public Lowering(int threads) {
        this.threads = threads;
    }

    /// The same ensemble, whose models hold their graphs.
    public Ensemble of(Ensemble ensemble) {
        List<Model> open = ensemble.members().stream()
                .flatMap(member -> member.models().stream())
                .filter(model -> !done.containsKey(model))
                .toList();
        List<Model> lowered = lowered(open);
        for (int i = 0; i < open.size(); i++) {
            done.put(open.get(i), lowered.get(i));
        }
        return ensemble.withMembers(
                ensemble.members().stream().map(this::withGraphs).toList());
    }

    private Contender withGraphs(Contender member) {
        return member.withModels(member.models().stream()
                .map(model -> Objects.requireNonNull(done.get(model)))
                .toList());
    }

    private List<Model> lowered(List<Model> models) {
        try (ExecutorService pool = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().name("lowering-", 0).factory())) {
            List<Future<Lowered>> running = models.stream()
                    .map(model -> pool.submit(() -> new Lowered(model, model.toGraph())))
                    .toList();
            List<Model> lowered = new ArrayList<>();
            for (Future<Lowered> future : running) {
                lowered.add(Joining.join(future, "Making a graph"));
            }
            return lowered;
        }
    }
}
