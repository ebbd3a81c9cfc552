package dev.lepton.nn.train;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/// A file of JSON lines to which every point of a training's curves is appended.
public record CurveFile(Path file) implements Consumer<Point> {

    @Override
    public void accept(Point point) {
        try {
            Files.writeString(file, point.json() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new LeptonException(
                    ErrorCode.RESOURCE_EXHAUSTED,
                    "The curves cannot be written to " + file + ": " + e.getMessage()
                            + ". Check that the folder exists, may be written, and has room.",
                    e);
        }
    }
}
