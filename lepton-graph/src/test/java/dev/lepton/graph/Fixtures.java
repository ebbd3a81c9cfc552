package dev.lepton.graph;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.zip.GZIPInputStream;

/// The models that the ONNX project tests backends with, where this machine has them.
final class Fixtures {

    private static final int BLOCK = 512;

    private Fixtures() {}

    static Optional<Path> archive() {
        String data = System.getenv().getOrDefault("LEPTON_DATA", "../../shared/data");
        Path archive = Path.of(data).resolveSibling("fixtures").resolve("onnx-backend-test-data.tar.gz");
        return Files.exists(archive) ? Optional.of(archive) : Optional.empty();
    }

    /// Calls `visit` with the name and the bytes of every model in the archive.
    static void forEachModel(Path archive, BiConsumer<String, byte[]> visit) {
        try (InputStream tar = new BufferedInputStream(new GZIPInputStream(Files.newInputStream(archive)))) {
            String longName = "";
            for (byte[] header = tar.readNBytes(BLOCK); header.length == BLOCK && header[0] != 0; ) {
                int size = Integer.parseInt(text(header, 124, 12).strip(), 8);
                byte[] content = tar.readNBytes(size);
                tar.skipNBytes(Math.floorMod(-size, BLOCK));
                char kind = (char) header[156];
                if (kind == 'L') {
                    longName = text(content, 0, content.length);
                } else {
                    String name = longName.isEmpty() ? name(header) : longName;
                    longName = "";
                    if (name.endsWith(".onnx")) {
                        visit.accept(name, content);
                    }
                }
                header = tar.readNBytes(BLOCK);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(byte[] header) {
        String prefix = text(header, 345, 155);
        String name = text(header, 0, 100);
        return text(header, 257, 6).equals("ustar") && !prefix.isEmpty() ? prefix + "/" + name : name;
    }

    private static String text(byte[] bytes, int start, int length) {
        int end = start;
        while (end < start + length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, start, end - start, StandardCharsets.UTF_8);
    }
}
