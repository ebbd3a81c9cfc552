package dev.lepton.automl;

import dev.lepton.model.Model;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Makes the graphs of contenders' models, side by side and each one once, however many ensembles a contender
/// is in.
///
/// Reading an engine's text is most of the work of making a graph. Graphs do not depend on the number of
/// threads. Not thread-safe.
public final class Lowering {

    private final int threads;
    private final Map<Integer, Contender> done = new HashMap<>(); // by number of the trial

    /// @param threads that make graphs at the same time, 1 or more
    public Lowering(int threads) {
        this.threads = threads;
    }

    /// The same ensemble, whose models hold their graphs.
    public Ensemble of(Ensemble ensemble) {
        List<Contender> open = ensemble.members().stream()
                .filter(member -> !done.containsKey(member.number()))
                .toList();
        List<Model> lowered = lowered(
                open.stream().flatMap(member -> member.models().stream()).toList());
        int next = 0;
        for (Contender member : open) {
            int end = next + member.models().size();
            done.put(member.number(), member.withModels(lowered.subList(next, end)));
            next = end;
        }
        List<Contender> members = ensemble.members().stream()
                .map(member -> done.getOrDefault(member.number(), member))
                .toList();
        return new Ensemble(members, ensemble.shares(), ensemble.answers(), ensemble.score());
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
