package dev.lepton.pipeline;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.base.Progress;
import dev.lepton.model.bundle.Bundle;
import dev.lepton.model.bundle.Provenance;
import dev.lepton.pipeline.work.Finish;
import dev.lepton.pipeline.work.RunHistory;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A finished run that was carried out once more.
///
/// @param bundle that it gave now
/// @param identical whether its graph has the same bytes as the one of then
/// @param differences between then and now that can make graphs differ, a sentence each
public record Replay(Bundle bundle, boolean identical, List<String> differences) {

    public Replay {
        differences = List.copyOf(differences);
    }

    static Replay of(Path folder, Progress progress, InstantSource clock) {
        RunHistory history = RunHistory.read(folder);
        Finish finish = history.finish()
                .orElseThrow(() -> new LeptonException(
                        ErrorCode.INVALID_ARGUMENT,
                        "The run in \"" + folder + "\" is "
                                + history.state().id() + ", so there is no model to make again; finish it first by "
                                + "lepton train --resume " + folder + "."));
        Bundle then = Bundle.load(history.bundle());
        Provenance provenance = then.manifest().provenance();
        Bundle now = Training.again(Plan.parse(provenance.plan()), progress, folder, finish, clock)
                .run()
                .bundle();
        return new Replay(
                now,
                Arrays.equals(then.graph().toBytes(), now.graph().toBytes()),
                differences(provenance, now.manifest().provenance()));
    }

    private static List<String> differences(Provenance then, Provenance now) {
        List<String> differences = new ArrayList<>();
        if (!then.data().equals(now.data())) {
            differences.add("The data has changed: it was " + then.data() + ", and is " + now.data() + ".");
        }
        if (!then.lepton().equals(now.lepton())) {
            differences.add("The run was made by Lepton " + then.lepton() + "; this is " + now.lepton() + ".");
        }
        if (!then.engines().equals(now.engines())) {
            differences.add("The engines were " + then.engines() + ", and are " + now.engines() + ".");
        }
        return differences;
    }
}
