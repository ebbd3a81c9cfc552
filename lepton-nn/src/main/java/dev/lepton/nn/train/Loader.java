package dev.lepton.nn.train;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.base.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/// Fills batches ahead of the training, in order: batch `i` is filled by thread `i mod threads`, so
/// that what comes does not depend on which thread is faster. Samples in memory are filled by the
/// asking thread, because handing over would cost more.
///
/// To be used by one thread, which closes it; closing ends and joins the others.
final class Loader implements AutoCloseable {

    private static final int ROOMS_FOR_EACH = 2; // one is filled while the other waits or is trained on

    /// What a thread hands over: a batch, or why there is none.
    private record Handed(Optional<Batch> batch, Optional<Throwable> failure) {}

    /// One thread's rooms and queues; neither queue ever holds more than there are rooms.
    private record Lane(List<Batch> rooms, BlockingQueue<Batch> free, BlockingQueue<Handed> full) {

        static Lane of(List<Batch> rooms) {
            return new Lane(
                    rooms,
                    new ArrayBlockingQueue<>(rooms.size(), false, rooms),
                    new ArrayBlockingQueue<>(rooms.size()));
        }

        /// Forgets what was filled; no thread may be at work.
        void reset() {
            full.clear();
            free.clear();
            free.addAll(rooms);
        }
    }

    /// Which examples make which batch.
    private record Plan(int[] order, int batchSize, int batches, Seed chance) {

        int[] examples(int batch) {
            return Arrays.copyOfRange(order, batch * batchSize, Math.min((batch + 1) * batchSize, order.length));
        }
    }

    private final Samples samples;
    private final List<Lane> lanes = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private Plan plan = new Plan(new int[0], 1, 0, new Seed(0));
    private int next;

    /// @param threads that fill batches; none where samples are in memory
    /// @param pinned whether a GPU shall read the batches by itself
    Loader(Samples samples, int batchSize, int threads, boolean pinned) {
        this.samples = samples;
        int count = samples.isInMemory() ? 1 : threads;
        int rooms = samples.isInMemory() ? 1 : ROOMS_FOR_EACH;
        for (int i = 0; i < count; i++) {
            List<Batch> own = new ArrayList<>();
            for (int room = 0; room < rooms; room++) {
                own.add(new Batch(samples, batchSize, pinned));
            }
            lanes.add(Lane.of(List.copyOf(own)));
        }
    }

    /// How many batches an epoch has: a last single example is left out where there are others.
    static int batches(int examples, int batchSize) {
        int rest = examples % batchSize;
        return examples / batchSize + (rest > 1 || rest == 1 && examples == 1 ? 1 : 0);
    }

    /// Begins to fill the batches of one pass; the pass before must be at its end or [#stop()]ped.
    ///
    /// @param order the examples in the order in which they come
    /// @param first number of the first batch that is wanted
    /// @param chance for what samples draw, split by batch
    void start(int[] order, int batchSize, int batches, int first, Seed chance) {
        plan = new Plan(order, batchSize, batches, chance);
        next = first;
        if (samples.isInMemory()) {
            return;
        }
        for (int i = 0; i < lanes.size(); i++) {
            int lane = i;
            Plan current = plan;
            threads.add(Thread.ofPlatform()
                    .name("lepton-load-" + lane)
                    .daemon()
                    .start(() -> fillAll(
                            current,
                            lanes.get(lane),
                            first + (lane - first % lanes.size() + lanes.size()) % lanes.size())));
        }
    }

    private void fillAll(Plan plan, Lane lane, int first) {
        try {
            for (int i = first; i < plan.batches; i += lanes.size()) {
                Batch batch = lane.free.take();
                Handed handed;
                try {
                    fill(plan, i, batch);
                    handed = new Handed(Optional.of(batch), Optional.empty());
                } catch (RuntimeException | Error e) {
                    handed = new Handed(Optional.empty(), Optional.of(e)); // reported to whoever asks for the batch
                }
                lane.full.put(handed);
                if (handed.failure.isPresent()) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // stopped before the end of the pass
        }
    }

    private void fill(Plan plan, int number, Batch batch) {
        int[] examples = plan.examples(number);
        batch.size(examples.length);
        samples.fill(examples, plan.chance.child("batch", number), batch);
    }

    /// The next batch of the pass, which belongs to the caller until it is [#release]d.
    Batch next() {
        Lane lane = lanes.get(next % lanes.size());
        if (samples.isInMemory()) {
            Batch batch = lane.free.remove();
            fill(plan, next++, batch);
            return batch;
        }
        next++;
        try {
            Handed handed = lane.full.take();
            return handed.batch.orElseThrow(() -> failed(handed.failure.orElseThrow()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LeptonException(ErrorCode.CANCELLED, "Training was interrupted while it waited for samples.", e);
        }
    }

    private static RuntimeException failed(Throwable failure) {
        return failure instanceof LeptonException known
                ? new LeptonException(known.code(), known.getMessage(), known)
                : new LeptonException(ErrorCode.INTERNAL, "Samples could not be read: " + failure, failure);
    }

    /// Gives the batch that came last back to be filled again.
    void release(Batch batch) {
        lanes.get((next - 1) % lanes.size()).free.add(batch);
    }

    /// Ends the pass, wherever it is; the caller holds no batch any more.
    void stop() {
        threads.forEach(Thread::interrupt);
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (true) {
                try {
                    thread.join();
                    break;
                } catch (InterruptedException e) {
                    interrupted = true; // these threads are joined first; the interrupt is passed on below
                }
            }
        }
        threads.clear();
        lanes.forEach(Lane::reset);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stop();
    }
}
