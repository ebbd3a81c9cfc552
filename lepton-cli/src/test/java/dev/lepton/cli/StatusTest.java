package dev.lepton.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What scripts rely on: 0 done, 2 the caller's words or data, 3 too little of something, 4 another system,
/// 70 a fault of Lepton ([FailuresTest] holds that one).
class StatusTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0 | --version
            0 | -V
            0 | --help
            0 | ''
            0 | --version --json
            0 | train --help
            0 | train a.csv --target y --print-plan
            2 | trian
            2 | --no-such-option
            2 | train
            2 | train no-such-file.csv --target y
            2 | train a.csv --target y --trials 0
            2 | train a.csv --target y --folds x
            2 | train a.csv --target y --time
            2 | train a.csv --target y --money 0.05
            2 | train a.csv --target y --money 0 --price-per-hour 1
            2 | runs no-such-folder
            2 | leaderboard no-such-folder
            2 | replay no-such-folder
            0 | train a.csv --target y --money 0.05 --price-per-hour 0.40 --cpu-time 120s --print-plan
            2 | predict no-such.lepton no-such.csv
            2 | inspect no-such.lepton
            2 | evaluate no-such.lepton no-such.csv
            2 | import no-such.txt
            2 | serve no-such.lepton
            2 | serve
            2 | profile no-such-file.csv
            2 | profile jdbc:nonsense:x --query q
            4 | profile jdbc:postgresql://127.0.0.1:1/x --query q
            """)
    void exitStatusTellsWhoCanMendIt(int status, String line) {
        Ran ran = Ran.command(line.isEmpty() ? new String[0] : line.split(" "));

        assertThat(ran.status()).as(ran.err()).isEqualTo(status);
        assertThat(ran.err().lines().anyMatch(text -> text.startsWith("lepton: ")))
                .isEqualTo(status != 0);
        assertThat(ran.err() + ran.out()).doesNotContain("\tat ");
    }

    @Test
    void takenPortIsALackAndNoMistake() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Ran ran = Ran.command(
                    "serve",
                    TrainedModel.shared().bundle().toString(),
                    "--port",
                    Integer.toString(taken.getLocalPort()));

            assertThat(ran.status()).as(ran.err()).isEqualTo(3);
            assertThat(ran.err()).contains("--port");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            trian                       | Did you mean "train"?
            train a.csv --traget y      | Did you mean "--target"?
            train a.csv --target y --trials many | --trials: "many" came; a whole number was expected
            serve m.lepton --port 80a   | --port: "80a" came; a whole number was expected
            train a.csv --target y --money much | --money: "much" came; an amount was expected
            train a.csv --target y --money 0.05 | --price-per-hour
            leaderboard no-such-folder  | "no-such-folder" holds no run
            predict m.lepton            | DATA
            """)
    void wrongWordsAreToldWithTheRightOnes(String line, String says) {
        Ran ran = Ran.command(line.split(" "));

        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.err()).contains(says);
    }

    @Test
    void whatIsReadIsNeverReplaced() throws IOException {
        TrainedModel model = TrainedModel.shared();
        Path data = Files.copy(model.table(), folder.resolve("a.csv"));
        String before = Files.readString(data);

        for (Ran ran : new Ran[] {
            Ran.command("predict", model.bundle().toString(), data.toString(), "--out", data.toString()),
            Ran.command("train", data.toString(), "--target", "churned", "--out", data.toString()),
            Ran.command("profile", data.toString(), "--html", data.toString())
        }) {
            assertThat(ran.status()).as(ran.err()).isEqualTo(2);
            assertThat(ran.err()).contains("it is what is read", "Choose another file");
        }
        assertThat(Files.readString(data)).isEqualTo(before);
    }

    @Test
    void placeThatCannotBeWrittenIsFoundBeforeTheDataIsRead() {
        for (Ran ran : new Ran[] {
            Ran.command("predict", "no-such.lepton", "no-such.csv", "--out", folder.toString()),
            Ran.command("import", "no-such.txt", "--out", folder.toString()),
            Ran.command("profile", "no-such.csv", "--html", folder.toString())
        }) {
            assertThat(ran.status()).isEqualTo(2);
            assertThat(ran.err()).contains("cannot be written: it is a folder");
        }
    }

    @Test
    void missingFoldersAreMadeAndOlderAnswersReplaced() throws IOException {
        TrainedModel model = TrainedModel.shared();
        Path out = folder.resolve("new/er/answers.csv");

        for (int round = 0; round < 2; round++) {
            Ran ran = Ran.command(
                    "predict", model.bundle().toString(), model.table().toString(), "--out", out.toString());
            assertThat(ran.status()).as(ran.err()).isZero();
            assertThat(Files.readAllLines(out)).hasSize(401);
        }
    }

    @Test
    void answersOnStandardOutputAreObjectsWhereJsonIsAskedFor() throws IOException {
        TrainedModel model = TrainedModel.shared();
        Ran ran =
                Ran.command("predict", model.bundle().toString(), model.table().toString(), "--json");

        assertThat(ran.out().lines()).hasSize(400).allMatch(line -> line.startsWith("{\"prediction\":\""));
    }
}
