package dev.lepton.automl;

import dev.lepton.base.Bytes;
import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.model.Estimates;
import dev.lepton.model.Predictions;
import dev.lepton.model.Probabilities;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;

/// Where the answers of contenders are kept: in memory, or in mapped files where they are many.
///
/// Which of both follows from the number of cells alone, so that it is the same on every machine. In a file
/// probabilities are rounded to float32. Estimates keep float64, since float32 could not tell numbers apart that
/// are far from zero beside their spread.
///
/// A file is deleted while it is written, or where the system forbids that, when it is closed; nothing stays
/// behind, even after a crash. Its room is given back once no contender holds the answers any more: they are
/// handed on to whoever serves the contender, so their scope ends with their last holder, not with a block of
/// code.
final class AnswerStore {

    /// Cells of one contender's answers that are kept in memory at most: 32 MiB as float64.
    static final int MOST_IN_MEMORY = 1 << 22;

    private static final int BUFFER = 1 << 16;

    private final Path folder;
    private final int most;

    /// @param folder of the files
    /// @param most cells of one contender's answers that are kept in memory
    AnswerStore(Path folder, int most) {
        this.folder = folder;
        this.most = most;
    }

    /// Files in the system's folder for temporary ones.
    static AnswerStore temporary() {
        return new AnswerStore(Path.of(System.getProperty("java.io.tmpdir")), MOST_IN_MEMORY);
    }

    /// Makes sure, before there is something to lose, that answers can be kept.
    ///
    /// @param rows that are judged
    /// @param width cells of the answer for one row
    /// @throws LeptonException RESOURCE_EXHAUSTED where they belong in a file and the folder cannot be written, or
    ///     where they are more than an array can hold when they are added up
    void check(int rows, int width) {
        long cells = (long) rows * width;
        if (cells > Integer.MAX_VALUE) {
            throw new LeptonException(
                    ErrorCode.RESOURCE_EXHAUSTED,
                    String.format(
                            Locale.ROOT,
                            "Answers for %,d rows of %,d numbers each are more than the %,d that can be added up; hold"
                                    + " out fewer rows, or join rare classes.",
                            rows,
                            width,
                            Integer.MAX_VALUE));
        }
        if (cells > most) {
            try (FileChannel channel = open()) {
                channel.write(ByteBuffer.allocate(1));
            } catch (IOException e) {
                throw failed(cells * Float.BYTES, e);
            }
        }
    }

    /// Answers for rows, put together from several parts.
    ///
    /// @param places of the rows, in their order, where all rows of the first part are numbered first, then those
    ///     of the second, and so on
    /// @throws LeptonException RESOURCE_EXHAUSTED where they belong in a file and it cannot be written
    Predictions gathered(List<Predictions> parts, int[] places) {
        Gathering gathering = new Gathering(parts, places);
        return gathering.cells() > most ? inFile(gathering) : gathering.inMemory();
    }

    private Predictions inFile(Gathering gathering) {
        Predictions form = gathering.form();
        int width = form instanceof Probabilities ? Float.BYTES : Double.BYTES;
        long bytes = gathering.cells() * width;
        try (FileChannel channel = open()) {
            ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER).order(ByteOrder.nativeOrder());
            gathering.forEach(cell -> {
                if (buffer.remaining() < width) {
                    drain(buffer, channel);
                }
                if (width == Float.BYTES) {
                    buffer.putFloat((float) cell);
                } else {
                    buffer.putDouble(cell);
                }
            });
            drain(buffer, channel);
            MemorySegment segment = channel.map(FileChannel.MapMode.READ_ONLY, 0, bytes, Arena.ofAuto());
            return switch (form) {
                case Probabilities probabilities -> Probabilities.ofFloats(segment, probabilities.classes());
                case Estimates estimates -> Estimates.ofDoubles(segment);
            };
        } catch (IOException e) {
            throw failed(bytes, e);
        }
    }

    private static void drain(ByteBuffer buffer, FileChannel channel) throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        buffer.clear();
    }

    private FileChannel open() throws IOException {
        return FileChannel.open(
                Files.createTempFile(folder, "lepton-answers-", ".bin"),
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
    }

    private LeptonException failed(long bytes, IOException cause) {
        return new LeptonException(
                ErrorCode.RESOURCE_EXHAUSTED,
                "Could not keep " + new Bytes(bytes) + " of a model's answers in a file of the folder \"" + folder
                        + "\" ("
                        + cause.getClass().getSimpleName() + ": " + cause.getMessage()
                        + "). Make room there, or name another folder by TMPDIR=FOLDER (in a Java program by"
                        + " -Djava.io.tmpdir=FOLDER).",
                cause);
    }
}
