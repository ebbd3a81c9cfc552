package dev.lepton.cli;

import dev.lepton.base.Bytes;
import dev.lepton.base.Durations;
import dev.lepton.graph.Node;
import dev.lepton.model.bundle.Bundle;
import dev.lepton.model.bundle.Manifest;
import dev.lepton.model.bundle.Provenance;
import dev.lepton.table.Field;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `lepton inspect`: what a bundle says about its model, and how fast it answers here.
@Command(
        name = "inspect",
        description = "Show a bundle's schema, scores, provenance, graph, sizes and latency on this machine.",
        footer = {"", "Example:", "  lepton inspect churn.lepton"})
final class InspectCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "MODEL", description = "A .lepton bundle.")
    private Path model = Path.of("");

    @Option(names = "--plan", description = "Print only the plan that the model was made by, as YAML.")
    private boolean plan;

    @Mixin
    private UsualOptions usual = new UsualOptions();

    private final Terminal terminal;

    InspectCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Bundle bundle = Bundle.load(model);
        if (plan) {
            terminal.out().print(bundle.manifest().provenance().plan());
            return 0;
        }
        Map<String, @Nullable Object> report = report(bundle);
        if (usual.json) {
            terminal.line(Json.pretty(report));
        } else {
            Outline.print(terminal, report);
        }
        return 0;
    }

    private Map<String, @Nullable Object> report(Bundle bundle) {
        Manifest manifest = bundle.manifest();
        Map<String, @Nullable Object> report = new LinkedHashMap<>();
        report.put("model", model(manifest));
        report.put("answers", RunReport.answering(manifest));
        report.put("inputs", inputs(manifest));
        report.put("scores", manifest.scores().stream().map(RunReport::score).toList());
        bundle.rules().ifPresent(rules -> report.put("rules", rules));
        report.put("leaderboard", Leaderboard.lines(manifest.leaderboard()));
        report.put("provenance", provenance(manifest.provenance()));
        report.put("graph", graph(bundle));
        report.put("sizes", sizes(bundle));
        report.put("latency", Latency.of(bundle));
        return report;
    }

    private static Map<String, Object> model(Manifest manifest) {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("name", manifest.name());
        model.put("created", manifest.created().toString());
        model.put("task", manifest.task().id());
        if (manifest.task() instanceof dev.lepton.model.Task.Classification classes) {
            model.put("classes", classes.classes());
        }
        model.put("target", manifest.contract().target());
        model.put("tolerance", manifest.contract().tolerance());
        model.put(
                "requirements",
                manifest.contract().requirements().stream()
                        .map(Object::toString)
                        .toList());
        return model;
    }

    private static Map<String, Object> inputs(Manifest manifest) {
        Map<String, Object> inputs = new LinkedHashMap<>();
        for (Field field : manifest.inputs().fields()) {
            inputs.put(field.name(), field.kind().id());
        }
        return inputs;
    }

    private static Map<String, Object> provenance(Provenance provenance) {
        Map<String, Object> facts = new LinkedHashMap<>();
        provenance.data().ifPresent(data -> {
            facts.put("source", data.source());
            facts.put("sha256", data.sha256());
            facts.put("rows", data.rows());
            facts.put("columns", data.columns());
        });
        facts.put("lepton", provenance.lepton());
        facts.put("seed", provenance.seed());
        facts.put("engines", provenance.engines());
        facts.put("machine", provenance.machine());
        Map<String, Object> durations = new LinkedHashMap<>();
        provenance.durations().forEach((stage, time) -> durations.put(stage, Durations.format(time)));
        facts.put("durations", durations);
        facts.put("plan", provenance.plan());
        return facts;
    }

    private static Map<String, Object> graph(Bundle bundle) {
        Map<String, Integer> operators = new TreeMap<>();
        for (Node node : bundle.graph().nodes()) {
            operators.merge(node.op(), 1, Integer::sum);
        }
        Map<String, Object> graph = new LinkedHashMap<>();
        graph.put("nodes", bundle.graph().nodes().size());
        graph.put("operators", operators);
        graph.put(
                "outputs",
                bundle.graph().outputs().stream().map(Object::toString).toList());
        return graph;
    }

    private Map<String, Object> sizes(Bundle bundle) {
        Map<String, Object> sizes = new LinkedHashMap<>();
        try {
            sizes.put("bundle", new Bytes(Files.size(model)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        bundle.sizes().forEach((name, size) -> sizes.put(name, new Bytes(size)));
        return sizes;
    }
}
