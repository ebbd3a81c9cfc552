package dev.lepton.cli;

import dev.lepton.data.Source;
import dev.lepton.data.Tables;
import dev.lepton.model.Predictions;
import dev.lepton.model.bundle.Bundle;
import dev.lepton.model.bundle.Predictor;
import dev.lepton.pipeline.Lepton;
import dev.lepton.pipeline.Plan;
import dev.lepton.table.Table;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// The Java of the README, word for word.
final class ReadmeProgram {

    private ReadmeProgram() {}

    public static void main(String[] arguments) {
        Plan plan = Plan.of("customers.csv", "churned")
                .withDrop(List.of("customer_id"))
                .withTime(Duration.ofSeconds(15));
        Bundle bundle = Lepton.train(plan);
        bundle.write(Path.of("churn.lepton"));

        Table rows = Tables.read(Source.parse("customers.csv")).table();
        try (Predictor predictor = Predictor.open(Path.of("churn.lepton"))) {
            Predictions answers = predictor.predict(rows);
            System.out.println("The first customer leaves with probability " + answers.get(0, 1));
        }
    }
}
