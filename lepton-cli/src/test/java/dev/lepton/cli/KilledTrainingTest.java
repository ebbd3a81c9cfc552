package dev.lepton.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lepton.base.Seed;
import dev.lepton.cli.quickstart.Customers;
import dev.lepton.model.Trial;
import dev.lepton.model.bundle.Bundle;
import dev.lepton.model.bundle.Manifest;
import dev.lepton.model.bundle.Provenance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class KilledTrainingTest {

    @TempDir
    private Path folder;

    private Child training() throws InterruptedException {
        Customers.write(folder.resolve("customers.csv"), 800, new Seed(1));
        Child child = Child.start(
                folder,
                List.of("train", "customers.csv", "--target", "churned", "--time", "100s", "--out", "m.lepton"));
        child.lineWith("trial 2");
        return child;
    }

    @Test
    void trainingKilledInTheMiddleLeavesNoBundle() throws IOException, InterruptedException {
        Child child = training();
        child.process().destroyForcibly();

        assertThat(child.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.map(path -> path.getFileName().toString())).containsExactly("customers.csv");
        }
    }

    @Test
    void aRunThatWasKilledGoesOnToTheModelOfOneThatWasNot() throws IOException, InterruptedException {
        Customers.write(folder.resolve("customers.csv"), 800, new Seed(1));
        List<String> plan = List.of("train", "customers.csv", "--target", "churned", "--trials", "6", "--seed", "3");
        Child killed = Child.start(folder, with(plan, "--run", "kept", "--out", "m.lepton"));
        killed.lineWith("trial 2");
        List<ProcessHandle> workers = killed.process().descendants().toList();
        killed.process().destroyForcibly();
        killed.process().waitFor();
        List<String> before = Files.readAllLines(folder.resolve("kept/journal.jsonl"));
        for (ProcessHandle worker : workers) {
            assertThat(worker.onExit()).succeedsWithin(Duration.ofSeconds(60));
        }

        Child resumed = Child.start(folder, List.of("train", "--resume", "kept", "--out", "m.lepton"));
        assertThat(resumed.waitFor()).as(resumed.output()).isZero();
        Child whole = Child.start(folder, with(plan, "--out", "whole.lepton"));
        assertThat(whole.waitFor()).as(whole.output()).isZero();
        Child apart = Child.start(folder, with(plan, "--run", "other", "--out", "other.lepton"));
        assertThat(apart.waitFor()).as(apart.output()).isZero();

        assertThat(workers).isNotEmpty();
        assertThat(Files.readAllLines(folder.resolve("kept/journal.jsonl")))
                .startsWith(before.subList(0, before.size() - 1).toArray(String[]::new));
        Bundle here = Bundle.load(folder.resolve("whole.lepton"));
        for (String made : List.of("m.lepton", "kept/model.lepton", "other.lepton")) {
            Bundle there = Bundle.load(folder.resolve(made));
            assertThat(there.graph().toBytes()).as(made).isEqualTo(here.graph().toBytes());
            assertThat(unmeasured(there.manifest())).as(made).isEqualTo(unmeasured(here.manifest()));
        }
    }

    /// All that a manifest says, but for what was measured by a clock.
    private static List<Object> unmeasured(Manifest manifest) {
        Provenance provenance = manifest.provenance();
        List<Object> facts = new ArrayList<>(List.of(
                manifest.name(),
                manifest.contract(),
                manifest.scores(),
                provenance.data(),
                provenance.lepton(),
                provenance.plan(),
                provenance.seed(),
                provenance.engines(),
                provenance.machine(),
                provenance.durations().keySet()));
        for (Manifest.Entry entry : manifest.leaderboard()) {
            Trial trial = entry.trial();
            facts.add(List.of(trial.number(), trial.name(), trial.learner(), trial.settings()));
            facts.add(
                    switch (trial.outcome()) {
                        case Trial.Scored scored -> List.of(scored.score(), scored.interval());
                        case Trial.Failed failed -> List.of(failed.code(), failed.reason());
                    });
            facts.add(entry.measurement().map(measured -> List.of(measured.score(), measured.interval())));
        }
        return facts;
    }

    private static List<String> with(List<String> arguments, String... more) {
        return Stream.concat(arguments.stream(), Stream.of(more)).toList();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no SIGINT to send")
    void trainingInterruptedOnceKeepsTheBestSoFar() throws IOException, InterruptedException {
        Assumptions.assumeFalse(
                isInterruptIgnored(), "SIGINT is ignored by whoever started this build, and so by every process of it");
        Child child = training();
        new ProcessBuilder("kill", "-INT", Long.toString(child.process().pid()))
                .start()
                .waitFor();

        assertThat(child.waitFor()).as(child.output()).isZero();
        assertThat(child.output()).contains("Stopping", "the best so far is in");
        assertThat(Bundle.load(folder.resolve("m.lepton")).manifest().contract().target())
                .isEqualTo("churned");
    }

    /// Shells start commands in the background with SIGINT ignored; children inherit it and a JVM then keeps it so.
    private static boolean isInterruptIgnored() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return false;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
    }
}
