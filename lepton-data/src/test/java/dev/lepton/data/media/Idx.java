package dev.lepton.data.media;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/// Idx files made on the spot.
final class Idx {

    private Idx() {}

    static void write(Path file, int[] sizes, byte[] content) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                OutputStream packed = file.toString().endsWith(".gz") ? new GZIPOutputStream(out) : out;
                DataOutputStream data = new DataOutputStream(packed)) {
            data.writeInt(0x0800 | sizes.length);
            for (int size : sizes) {
                data.writeInt(size);
            }
            data.write(content);
        }
    }
}
