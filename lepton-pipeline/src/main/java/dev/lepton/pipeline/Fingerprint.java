package dev.lepton.pipeline;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.model.bundle.Provenance;
import dev.lepton.table.CategoryColumn;
import dev.lepton.table.Column;
import dev.lepton.table.EncodedColumn;
import dev.lepton.table.Field;
import dev.lepton.table.FlagColumn;
import dev.lepton.table.NumberColumn;
import dev.lepton.table.Table;
import dev.lepton.table.TextColumn;
import dev.lepton.table.TimestampColumn;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// The hash of a table's names, kinds and cells, computed beside other work.
///
/// Equal tables have equal hashes, whatever file format they came from.
final class Fingerprint {

    private static final int CELLS_AT_ONCE = 8_192;

    private final CompletableFuture<Provenance.Data> result;

    private Fingerprint(CompletableFuture<Provenance.Data> result) {
        this.result = result;
    }

    /// Begins to hash; whoever starts it must [#join()] it.
    static Fingerprint start(String source, Table table) {
        CompletableFuture<Provenance.Data> result = new CompletableFuture<>();
        Thread.ofPlatform().name("fingerprint").daemon().start(() -> {
            try {
                result.complete(new Provenance.Data(
                        source, hash(table), table.rows(), table.schema().size()));
            } catch (RuntimeException | OutOfMemoryError e) {
                result.completeExceptionally(e);
            }
        });
        return new Fingerprint(result);
    }

    Provenance.Data join() {
        try {
            return result.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof LeptonException own
                    ? own
                    : new LeptonException(ErrorCode.INTERNAL, "The data could not be hashed: " + e.getCause(), e);
        }
    }

    static String hash(Table table) {
        MessageDigest digest = sha256();
        for (Field field : table.schema().fields()) {
            digest.update((field.name() + '\0' + field.kind().id() + '\0').getBytes(StandardCharsets.UTF_8));
            cells(table.column(field.name()), digest);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void cells(Column column, MessageDigest digest) {
        switch (column) {
            case NumberColumn numbers ->
                longs(
                        column,
                        digest,
                        row -> numbers.isExact() ? numbers.exact(row) : Double.doubleToLongBits(numbers.get(row)));
            case TimestampColumn moments -> longs(column, digest, moments::micros);
            case FlagColumn flags -> longs(column, digest, row -> Double.doubleToLongBits(flags.get(row)));
            case CategoryColumn categories -> {
                digest.update((String.join("\0", categories.levels()) + '\0').getBytes(StandardCharsets.UTF_8));
                longs(column, digest, categories::code);
            }
            case EncodedColumn files -> {
                for (int row = 0; row < files.size(); row++) {
                    byte[] bytes = files.get(row);
                    digest.update(ByteBuffer.allocate(Long.BYTES)
                            .putLong(files.isMissing(row) ? -1 : bytes.length)
                            .flip());
                    digest.update(bytes);
                }
            }
            case TextColumn texts -> {
                for (int row = 0; row < texts.size(); row++) {
                    digest.update((texts.text(row) + '\0').getBytes(StandardCharsets.UTF_8));
                }
            }
        }
    }

    private static void longs(Column column, MessageDigest digest, java.util.function.IntToLongFunction cell) {
        ByteBuffer buffer = ByteBuffer.allocate(CELLS_AT_ONCE * Long.BYTES);
        for (int row = 0; row < column.size(); row++) {
            buffer.putLong(cell.applyAsLong(row));
            if (!buffer.hasRemaining()) {
                digest.update(buffer.array());
                buffer.clear();
            }
        }
        digest.update(buffer.array(), 0, buffer.position());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new LeptonException(ErrorCode.INTERNAL, "Every Java platform has SHA-256, but this one does not.", e);
        }
    }
}
