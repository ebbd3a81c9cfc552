package dev.lepton.data.media;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Archives made on the spot. The content of every file is its name.
final class Archives {

    private Archives() {}

    static byte[] content(String name) {
        return name.getBytes(StandardCharsets.UTF_8);
    }

    static Path folder(Path root, List<String> names) throws IOException {
        for (String name : names) {
            Path file = root.resolve(name);
            Files.createDirectories(file.getParent());
            Files.write(file, content(name));
        }
        return root;
    }

    static Path zip(Path file, List<String> names) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(content(name));
            }
        }
        return file;
    }

    /// Names of more than 100 bytes are written as GNU does, or as POSIX does.
    static Path tar(Path file, List<String> names, boolean gnu) throws IOException {
        ByteArrayOutputStream tar = new ByteArrayOutputStream();
        entry(tar, "some folder/", '5', new byte[0]);
        for (String name : names) {
            if (name.length() > 100) {
                byte[] text = content(gnu ? name + "\0" : pax(name));
                entry(tar, "long name", gnu ? 'L' : 'x', text);
            }
            entry(tar, name, '0', content(name));
        }
        tar.writeBytes(new byte[1_024]);
        try (OutputStream out = Files.newOutputStream(file);
                OutputStream packed = file.toString().endsWith("gz") ? new GZIPOutputStream(out) : out) {
            packed.write(tar.toByteArray());
        }
        return file;
    }

    private static String pax(String name) {
        String record = " path=" + name + "\n";
        int length = record.length() + 1;
        while (Integer.toString(length).length() + record.length() != length) {
            length++;
        }
        return "20 comment=whatever\n" + length + record;
    }

    private static void entry(ByteArrayOutputStream tar, String name, char type, byte[] content) {
        byte[] head = new byte[512];
        byte[] text = content(name);
        System.arraycopy(text, 0, head, 0, Math.min(100, text.length));
        put(head, 100, "0000644");
        put(head, 124, String.format(Locale.ROOT, "%011o", content.length));
        put(head, 136, "00000000000");
        head[156] = (byte) type;
        put(head, 257, "ustar");
        put(head, 263, "00");
        Arrays.fill(head, 148, 156, (byte) ' ');
        int sum = 0;
        for (byte unit : head) {
            sum += unit & 0xff;
        }
        put(head, 148, String.format(Locale.ROOT, "%06o\0", sum));
        tar.writeBytes(head);
        tar.writeBytes(content);
        tar.writeBytes(new byte[-content.length & 511]);
    }

    private static void put(byte[] head, int at, String text) {
        System.arraycopy(content(text), 0, head, at, text.length());
    }
}
