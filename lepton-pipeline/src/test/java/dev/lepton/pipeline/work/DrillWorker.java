package dev.lepton.pipeline.work;

import dev.lepton.pipeline.Catalogue;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.nio.file.Path;

/// The start of a worker that knows the drill beside the learners of the catalogue.
final class DrillWorker {

    private DrillWorker() {}

    public static void main(String[] arguments) {
        Worker.run(
                Path.of(arguments[0]),
                new FileInputStream(FileDescriptor.in),
                new FileOutputStream(FileDescriptor.out),
                id -> id.equals(DrillLearner.ID) ? DrillLearner.DEFAULT : Catalogue.learner(id));
    }
}
