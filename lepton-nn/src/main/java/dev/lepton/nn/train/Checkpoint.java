package dev.lepton.nn.train;

import dev.lepton.base.AtomicFiles;
import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;

/// A training that was ended, from which it goes on to the same bytes. The file, all numbers in
/// big-endian order:
///
/// ```
/// 8 bytes  LEPTONCK
/// int32    version of the format, 1
/// text     a digest of what is trained, on what, and how
/// ...      where the training is, as State writes it
/// int32    number of arrays; then for each of them
///   text     its name
///   int32    its length, and its float32 elements as they lie in memory
/// int32    CRC-32C of everything before
/// ```
///
/// @param digest of the training that may go on from it
/// @param arrays parameters, buffers, averages, and what the optimizer remembers
record Checkpoint(String digest, State state, SequencedMap<String, float[]> arrays) {

    private static final byte[] MAGIC = "LEPTONCK".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;

    void write(Path file) {
        AtomicFiles.write(file, out -> {
            CheckedOutputStream summed = new CheckedOutputStream(out, new CRC32C());
            writeTo(summed);
            new DataOutputStream(out).writeInt((int) summed.getChecksum().getValue());
        });
    }

    private void writeTo(OutputStream stream) throws IOException {
        DataOutputStream out = new DataOutputStream(stream);
        out.write(MAGIC);
        out.writeInt(VERSION);
        out.writeUTF(digest);
        state.write(out);
        out.writeInt(arrays.size());
        for (Map.Entry<String, float[]> array : arrays.entrySet()) {
            out.writeUTF(array.getKey());
            out.writeInt(array.getValue().length);
            ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(4, array.getValue().length));
            bytes.asFloatBuffer().put(array.getValue());
            out.write(bytes.array());
        }
        out.flush();
    }

    /// @return empty where there is no such file
    /// @throws LeptonException with `INVALID_MODEL` where the file is damaged or foreign, with
    ///     `INVALID_ARGUMENT` where it is of another training
    static Optional<Checkpoint> read(Path file, String digest) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new LeptonException(
                    ErrorCode.EXTERNAL_FAILURE, "The file \"" + file + "\" cannot be read: " + e.getMessage(), e);
        }
        if (bytes.length < MAGIC.length + 8
                || !ByteBuffer.wrap(MAGIC).equals(ByteBuffer.wrap(bytes, 0, MAGIC.length))) {
            throw invalid(file, "it does not start with " + new String(MAGIC, StandardCharsets.US_ASCII));
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        if (buffer.getInt(MAGIC.length) != VERSION) {
            throw invalid(
                    file,
                    "its format has version " + buffer.getInt(MAGIC.length) + ", but only " + VERSION + " is known");
        }
        CRC32C sum = new CRC32C();
        sum.update(bytes, 0, bytes.length - 4);
        if ((int) sum.getValue() != buffer.getInt(bytes.length - 4)) {
            throw invalid(file, "its checksum does not match: it was cut or changed after it was written");
        }
        return Optional.of(parsed(bytes, file, digest));
    }

    private static Checkpoint parsed(byte[] bytes, Path file, String digest) {
        int start = MAGIC.length + 4;
        try (DataInputStream in =
                new DataInputStream(new ByteArrayInputStream(bytes, start, bytes.length - start - 4))) {
            String found = in.readUTF();
            if (!found.equals(digest)) {
                throw new LeptonException(
                        ErrorCode.INVALID_ARGUMENT,
                        "The checkpoint " + file + " is of another training: other settings, another network, or other "
                                + "samples. Remove it to begin anew, or name another file.");
            }
            State state = State.read(in);
            SequencedMap<String, float[]> arrays = new LinkedHashMap<>();
            int count = in.readInt();
            for (int i = 0; i < count; i++) {
                String name = in.readUTF();
                float[] values = new float[in.readInt()];
                FloatBuffer floats = ByteBuffer.wrap(in.readNBytes(Math.multiplyExact(4, values.length)))
                        .asFloatBuffer();
                floats.get(values);
                arrays.put(name, values);
            }
            return new Checkpoint(found, state, arrays);
        } catch (IOException e) {
            throw invalid(file, "its sizes contradict each other");
        }
    }

    /// One of the arrays.
    ///
    /// @throws LeptonException with `INVALID_MODEL` where there is none of that name
    static float[] array(SequencedMap<String, float[]> arrays, String name) {
        float[] array = arrays.get(name);
        if (array == null) {
            throw new LeptonException(
                    ErrorCode.INVALID_MODEL,
                    "The checkpoint holds " + arrays.keySet() + ", but no \"" + name + "\". Remove it to begin anew.");
        }
        return array;
    }

    private static LeptonException invalid(Path file, String problem) {
        return new LeptonException(
                ErrorCode.INVALID_MODEL,
                "The file \"" + file + "\" is no checkpoint: " + problem + ". Remove it to begin anew.");
    }
}
