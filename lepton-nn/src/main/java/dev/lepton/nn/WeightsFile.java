package dev.lepton.nn;

import dev.lepton.base.AtomicFiles;
import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.graph.ElementType;
import dev.lepton.graph.Shape;
import dev.lepton.graph.Tensor;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;

/// The file that holds [Weights], all numbers in little-endian order:
///
/// ```
/// 8 bytes   LEPTONNW
/// int32     version of the format, 1
/// int32     number of tensors; then for each of them
///   int32     bytes of the name, and the name in UTF-8
///   int32     number of axes, and an int64 for the size of each
///   float32   the elements in row-major order
/// int32     CRC-32C of everything before
/// ```
final class WeightsFile {

    private static final byte[] MAGIC = "LEPTONNW".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;
    private static final int MOST_AXES = 8;

    private WeightsFile() {}

    static void write(Weights weights, Path file) {
        AtomicFiles.write(file, out -> {
            CheckedOutputStream summed = new CheckedOutputStream(out, new CRC32C());
            writeTo(weights, new DataOutputStream(summed));
            ints(out, (int) summed.getChecksum().getValue());
        });
    }

    private static void writeTo(Weights weights, DataOutputStream out) throws IOException {
        out.write(MAGIC);
        ints(out, VERSION, weights.tensors().size());
        for (Map.Entry<String, Tensor> entry : weights.tensors().entrySet()) {
            byte[] name = entry.getKey().getBytes(StandardCharsets.UTF_8);
            ints(out, name.length);
            out.write(name);
            long[] sizes = entry.getValue().shape().sizes();
            ints(out, sizes.length);
            for (long size : sizes) {
                out.writeLong(Long.reverseBytes(size));
            }
            out.write(entry.getValue().toBytes());
        }
    }

    private static void ints(OutputStream out, int... values) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(values);
        out.write(bytes.array());
    }

    static Weights read(Path file) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new LeptonException(ErrorCode.NOT_FOUND, "There is no file \"" + file + "\".", e);
        } catch (IOException e) {
            throw new LeptonException(
                    ErrorCode.EXTERNAL_FAILURE, "The file \"" + file + "\" cannot be read: " + e.getMessage(), e);
        }
        return parsed(bytes, file);
    }

    private static Weights parsed(byte[] bytes, Path file) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.length < MAGIC.length + 12 || !ByteBuffer.wrap(MAGIC).equals(buffer.slice(0, MAGIC.length))) {
            throw invalid(file, "it does not start with " + new String(MAGIC, StandardCharsets.US_ASCII));
        }
        int version = buffer.getInt(MAGIC.length);
        if (version != VERSION) {
            throw invalid(file, "its format has version " + version + ", but only " + VERSION + " is known");
        }
        CRC32C sum = new CRC32C();
        sum.update(bytes, 0, bytes.length - 4);
        if ((int) sum.getValue() != buffer.getInt(bytes.length - 4)) {
            throw invalid(file, "its checksum does not match: it was cut or changed after it was written");
        }
        try {
            return tensors(buffer.slice(MAGIC.length + 4, bytes.length - MAGIC.length - 8)
                    .order(ByteOrder.LITTLE_ENDIAN));
        } catch (BufferUnderflowException | ArithmeticException | NegativeArraySizeException e) {
            throw invalid(file, "its sizes contradict each other");
        }
    }

    private static Weights tensors(ByteBuffer buffer) {
        int count = buffer.getInt();
        SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            String name = new String(taken(buffer, buffer.getInt()), StandardCharsets.UTF_8);
            int axes = buffer.getInt();
            if (axes < 0 || axes > MOST_AXES) {
                throw new BufferUnderflowException();
            }
            long[] sizes = new long[axes];
            for (int axis = 0; axis < axes; axis++) {
                sizes[axis] = buffer.getLong();
            }
            Shape shape = Shape.of(sizes);
            byte[] elements = taken(buffer, Math.toIntExact(Math.multiplyExact(4, shape.elements())));
            tensors.put(name, Tensor.bytes(ElementType.FLOAT, shape, elements));
        }
        return new Weights(tensors);
    }

    private static byte[] taken(ByteBuffer buffer, int length) {
        if (length < 0 || length > buffer.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[length];
        buffer.get(bytes);
        return bytes;
    }

    private static LeptonException invalid(Path file, String problem) {
        return new LeptonException(
                ErrorCode.INVALID_MODEL, "The file \"" + file + "\" holds no weights of a net: " + problem + ".");
    }
}
