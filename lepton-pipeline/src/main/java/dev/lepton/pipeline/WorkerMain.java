package dev.lepton.pipeline;

import dev.lepton.pipeline.work.Worker;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.nio.file.Path;

/// The start of a child process that fits the learners of the [Catalogue].
public final class WorkerMain {

    private WorkerMain() {}

    /// @param arguments the folder of the material
    public static void main(String[] arguments) {
        Worker.run(
                Path.of(arguments[0]),
                new FileInputStream(FileDescriptor.in),
                new FileOutputStream(FileDescriptor.out),
                Catalogue::learner);
    }
}
