package dev.lepton.peer;

import ai.h2o.automl.AutoML;
import ai.h2o.automl.AutoMLBuildSpec;
import hex.Model;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import water.H2O;
import water.H2OStarter;
import water.Key;
import water.fvec.Frame;
import water.fvec.NFSFileVec;
import water.fvec.Vec;
import water.parser.ParseDataset;
import water.parser.ParseSetup;

/// H2O AutoML on one split: trains for a number of seconds, writes the leader's answers for the test rows and
/// what it cost.
///
/// Arguments are `key=value`: `train`, `test` (CSV files), `target`, `task` (`binary`, `multiclass` or
/// `regression`), `seconds`, `threads`, `seed`, `answers` (CSV to write: `probability_<class>` columns, or
/// `prediction`) and `result` (lines of `key<TAB>value` to write). Five folds, as its defaults are.
public final class H2oPeer {

    private static final String SEPARATOR = ",";

    private final Map<String, String> arguments;

    private H2oPeer(Map<String, String> arguments) {
        this.arguments = arguments;
    }

    public static void main(String[] args) throws IOException {
        Map<String, String> arguments = new HashMap<>();
        for (String arg : args) {
            int at = arg.indexOf('=');
            arguments.put(arg.substring(0, at), arg.substring(at + 1));
        }
        new H2oPeer(arguments).run();
        System.exit(0); // its threads would keep the process alive
    }

    private String argument(String name) {
        String value = arguments.get(name);
        if (value == null) {
            throw new IllegalArgumentException("The argument " + name + "=... is missing.");
        }
        return value;
    }

    private void run() throws IOException {
        H2OStarter.start(
                new String[] {
                    "-disable_web",
                    "-nthreads",
                    argument("threads"),
                    "-name",
                    "peer-" + ProcessHandle.current().pid(),
                    "-ip",
                    "127.0.0.1",
                    "-log_level",
                    "FATAL",
                    "-ice_root",
                    argument("answers") + ".ice"
                },
                System.getProperty("user.dir"));
        H2O.waitForCloudSize(1, 60_000);
        ParseSetup setup = ParseSetup.guessSetup(new Key<?>[] {file("train")._key}, false, ParseSetup.HAS_HEADER);
        Frame train = parse("train", setup);
        Frame test = parse("test", setup);

        long start = System.nanoTime();
        AutoML run = AutoML.startAutoML(spec(train));
        run.get();
        double fitSeconds = (System.nanoTime() - start) / 1e9;
        Model<?, ?, ?> leader = run.leader();
        if (leader == null) {
            throw new IllegalStateException("H2O AutoML found no model in " + argument("seconds") + " seconds.");
        }
        leader.score(test).delete(); // warms up
        start = System.nanoTime();
        Frame answers = leader.score(test);
        double scoreSeconds = (System.nanoTime() - start) / 1e9;
        write(answers);

        Path mojo = Path.of(argument("answers") + ".mojo");
        try (OutputStream out = Files.newOutputStream(mojo)) {
            leader.getMojo().writeTo(out);
        }
        Files.writeString(
                Path.of(argument("result")),
                String.format(
                        Locale.ROOT,
                        "fit_s\t%.2f%nscore_s\t%.6f%nleader\t%s%nmodels\t%d%nbytes\t%d%n",
                        fitSeconds,
                        scoreSeconds,
                        leader._key,
                        run.leaderboard().getModelCount(),
                        Files.size(mojo)));
    }

    private NFSFileVec file(String name) {
        return NFSFileVec.make(new File(argument(name)));
    }

    /// Both files are read in the way that was guessed from the training rows.
    private Frame parse(String name, ParseSetup setup) {
        Frame frame = ParseDataset.parse(Key.make(name), new Key<?>[] {file(name)._key}, true, setup);
        if (!argument("task").equals("regression")) {
            int target = frame.find(argument("target"));
            Vec numbers = frame.vec(target);
            if (!numbers.isCategorical()) {
                frame.replace(target, numbers.toCategoricalVec());
            }
            water.DKV.put(frame);
        }
        return frame;
    }

    private AutoMLBuildSpec spec(Frame train) {
        AutoMLBuildSpec spec = new AutoMLBuildSpec();
        spec.input_spec.training_frame = train._key;
        spec.input_spec.response_column = argument("target");
        spec.input_spec.sort_metric = switch (argument("task")) {
            case "binary" -> "auc";
            case "multiclass" -> "logloss";
            case "regression" -> "rmse";
            default -> throw new IllegalArgumentException("Unknown task " + argument("task"));
        };
        spec.build_control.nfolds = 5;
        spec.build_control.stopping_criteria.set_seed(Long.parseLong(argument("seed")));
        spec.build_control.stopping_criteria.set_max_runtime_secs(Double.parseDouble(argument("seconds")));
        return spec;
    }

    private void write(Frame answers) throws IOException {
        boolean classes = !argument("task").equals("regression");
        List<Vec> columns = new ArrayList<>();
        StringJoiner header = new StringJoiner(SEPARATOR);
        String[] domain = classes ? answers.vec(0).domain() : new String[0];
        if (classes) {
            for (int i = 0; i < domain.length; i++) {
                header.add("\"probability_" + domain[i].replace("\"", "\"\"") + "\"");
                columns.add(answers.vec(i + 1));
            }
        } else {
            header.add("prediction");
            columns.add(answers.vec(0));
        }
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(Path.of(argument("answers"))))) {
            out.println(header);
            for (long row = 0; row < answers.numRows(); row++) {
                StringJoiner line = new StringJoiner(SEPARATOR);
                for (Vec column : columns) {
                    line.add(Double.toString(column.at(row)));
                }
                out.println(line);
            }
        }
    }
}
