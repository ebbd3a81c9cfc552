package dev.lepton.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lepton.base.Seed;
import dev.lepton.cli.quickstart.Customers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A table of customers and a small model of it, made once for all tests of this process.
///
/// @param trained what `lepton train --json` wrote
record TrainedModel(Path table, Path bundle, Ran trained) {

    static TrainedModel shared() {
        return Holder.MADE;
    }

    private static final class Holder {
        static final TrainedModel MADE = make();
    }

    private static TrainedModel make() {
        try {
            Path folder = Files.createTempDirectory("trained");
            Path table = folder.resolve("customers.csv");
            Path bundle = folder.resolve("churn.lepton");
            Customers.write(table, 400, new Seed(5));
            Ran trained = Ran.command(
                    "train",
                    table.toString(),
                    "--target",
                    "churned",
                    "--drop",
                    "customer_id",
                    "--trials",
                    "2",
                    "--threads",
                    "2",
                    "--json",
                    "--out",
                    bundle.toString());
            assertThat(trained.status()).as(trained.err()).isZero();
            return new TrainedModel(table, bundle, trained);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
