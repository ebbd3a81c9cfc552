package dev.lepton.nn.train;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Names of trainings: equal where a checkpoint of the one may go on as the other.
final class Digests {

    private Digests() {}

    /// Of everything that decides the bytes, but the number of epochs, so that a training can be made
    /// longer; of the samples only their shape and number.
    static String of(Loop.Task task) {
        Training training = task.training();
        MessageDigest digest = sha256();
        Stopping stopping = training.stopping();
        add(digest, training.withEpochs(1).withStopping(stopping.withScore(Score.LOSS)));
        add(digest, stopping.score().name());
        add(digest, task.network());
        add(digest, task.train().inputs());
        add(digest, task.train().target());
        add(digest, task.train().size());
        add(digest, task.valid().map(Samples::size));
        task.run()
                .start()
                .ifPresent(start -> start.tensors().forEach((name, tensor) -> {
                    add(digest, name);
                    digest.update(tensor.toBytes());
                }));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(MessageDigest digest, Object part) {
        digest.update((part + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JVM has it
        }
    }
}
