package dev.lepton.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lepton.base.Seed;
import dev.lepton.cli.quickstart.Customers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Holds the Java of the README, and runs it in a process of its own, because its paths are relative.
class ReadmeJavaTest {

    @TempDir
    private Path folder;

    @Test
    void javaOfTheReadmeAnswers() throws IOException, InterruptedException {
        Customers.write(folder.resolve("customers.csv"), 300, new Seed(1));
        Child child = Child.start(folder, ReadmeProgram.class, List.of());

        assertThat(child.waitFor()).as(child.output()).isZero();
        assertThat(child.output()).contains("The first customer leaves with probability 0.");
        assertThat(Files.exists(folder.resolve("churn.lepton"))).isTrue();
    }
}
