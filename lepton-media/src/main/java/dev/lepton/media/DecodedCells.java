package dev.lepton.media;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.table.EncodedCells;
import dev.lepton.table.EncodedColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/// The cells of an encoded column, decoded once and held in a form that costs next to nothing to read.
///
/// Rows that are missing or broken are left out. What is held lies in mapped files beyond 32 MB, so that the
/// system may drop, and read again, what memory does not suffice for.
public final class DecodedCells {

    private static final int AT_ONCE = 32; // cells of each thread between two times that results are gathered

    /// What is done to each file. Several threads call it at once.
    public interface Codec {

        /// @param name of the file, for messages
        /// @return the bytes to be held
        /// @throws LeptonException of kind USER where the file is broken
        byte[] decode(byte[] file, String name);
    }

    private sealed interface Outcome {
        record Fine(byte[] bytes) implements Outcome {}

        record Bad(String why) implements Outcome {}
    }

    private final EncodedColumn cells;
    private final int[] rows; // [cell], row of the column it came from
    private final BrokenFiles broken;

    private DecodedCells(EncodedColumn cells, int[] rows, BrokenFiles broken) {
        this.cells = cells;
        this.rows = rows;
        this.broken = broken;
    }

    /// Decodes every cell; the result does not depend on the number of threads.
    ///
    /// @throws LeptonException INVALID_DATA where more than half of the present files are broken, with the
    ///     first of them and their number
    public static DecodedCells of(EncodedColumn column, Codec codec, int threads) {
        AtomicInteger number = new AtomicInteger();
        try (ExecutorService pool = Executors.newFixedThreadPool(
                threads, task -> new Thread(task, "lepton-decode-" + number.incrementAndGet()))) {
            return gathered(column, codec, pool, threads);
        }
    }

    private static DecodedCells gathered(EncodedColumn column, Codec codec, ExecutorService pool, int threads) {
        EncodedCells cells = new EncodedCells();
        List<BrokenFiles.Broken> broken = new ArrayList<>();
        int[] rows = new int[column.size()];
        int present = 0;
        for (int from = 0; from < column.size(); from += AT_ONCE * threads) {
            List<Integer> block = new ArrayList<>();
            List<Callable<Outcome>> tasks = new ArrayList<>();
            for (int row = from; row < Math.min(column.size(), from + AT_ONCE * threads); row++) {
                if (!column.isMissing(row)) {
                    int one = row;
                    block.add(row);
                    tasks.add(() -> decoded(column, one, codec));
                }
            }
            List<Outcome> outcomes = all(pool, tasks);
            present += block.size();
            for (int i = 0; i < block.size(); i++) {
                int row = block.get(i);
                switch (outcomes.get(i)) {
                    case Outcome.Fine fine -> {
                        rows[cells.size()] = row;
                        cells.add(column.name(row), fine.bytes());
                    }
                    case Outcome.Bad bad -> broken.add(new BrokenFiles.Broken(row, bad.why()));
                }
            }
        }
        return new DecodedCells(
                cells.column(), Arrays.copyOf(rows, cells.size()), new BrokenFiles(present, broken).orThrowIfMost());
    }

    private static Outcome decoded(EncodedColumn column, int row, Codec codec) {
        String name = column.name(row).isEmpty() ? "row " + (row + 1) : column.name(row);
        try {
            return new Outcome.Fine(codec.decode(column.get(row), name));
        } catch (LeptonException e) {
            if (e.code().kind() != ErrorCode.Kind.USER) {
                throw e;
            }
            return new Outcome.Bad(e.getMessage());
        }
    }

    private static List<Outcome> all(ExecutorService pool, List<Callable<Outcome>> tasks) {
        try {
            List<Outcome> outcomes = new ArrayList<>(tasks.size());
            for (Future<Outcome> future : pool.invokeAll(tasks)) {
                outcomes.add(future.get());
            }
            return outcomes;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LeptonException(ErrorCode.CANCELLED, "The decoding of files was interrupted.", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof LeptonException own
                    ? own
                    : new LeptonException(ErrorCode.INTERNAL, "A file could not be decoded: " + e.getCause(), e);
        }
    }

    /// Number of files that were decoded.
    public int size() {
        return rows.length;
    }

    /// What the codec made of them, which a table file holds and other processes map.
    public EncodedColumn cells() {
        return cells;
    }

    /// The rows of the column that the cells came from, in order.
    public int[] rows() {
        return rows.clone();
    }

    public BrokenFiles broken() {
        return broken;
    }
}
