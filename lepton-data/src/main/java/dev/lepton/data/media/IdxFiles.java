package dev.lepton.data.media;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.table.CategoryColumn;
import dev.lepton.table.Column;
import dev.lepton.table.EncodedCells;
import dev.lepton.table.Table;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/// Images and labels as MNIST has them: `train-images-idx3-ubyte`, `train-labels-idx1-ubyte`, and the same of
/// `t10k` or `test`, compressed by gzip or not.
///
/// Their pixels are held as portable grey or pixel maps (Netpbm's P5 and P6), which are a short head and the
/// same bytes. Source: LeCun, Cortes, Burges, "The MNIST database of handwritten digits", file formats.
final class IdxFiles {

    private static final Pattern NAME =
            Pattern.compile("(?:.*-)?(train|t10k|test)-(images|labels)[-.]idx\\d-ubyte(?:\\.gz)?");
    private static final int UNSIGNED_BYTES = 8; // the code of the type
    private static final int LARGEST_SIDE = 1 << 14;

    private IdxFiles() {}

    static boolean areIn(Path folder) throws IOException {
        Map<String, Path> found = found(folder);
        return found.containsKey("train-images");
    }

    static MediaReading read(Path folder) throws IOException {
        Map<String, Path> found = found(folder);
        List<String> warnings = new ArrayList<>();
        Table train = table(folder, found, "train");
        Optional<String> test = Stream.of("t10k", "test")
                .filter(part -> found.containsKey(part + "-images"))
                .findFirst();
        return new MediaReading(
                MediaKind.IMAGE,
                train,
                test.isPresent() ? Optional.of(table(folder, found, test.get())) : Optional.empty(),
                warnings);
    }

    /// By part and content, as in `train-labels`.
    private static Map<String, Path> found(Path folder) throws IOException {
        Map<String, Path> found = new TreeMap<>();
        try (Stream<Path> children = Files.list(folder)) {
            for (Path child : children.sorted().toList()) {
                Matcher matcher = NAME.matcher(String.valueOf(child.getFileName()));
                if (matcher.matches()) {
                    found.putIfAbsent(matcher.group(1) + "-" + matcher.group(2), child);
                }
            }
        }
        return found;
    }

    private static Table table(Path folder, Map<String, Path> found, String part) throws IOException {
        Path images = found.get(part + "-images");
        Path labels = found.get(part + "-labels");
        if (images == null || labels == null) {
            throw new LeptonException(
                    ErrorCode.NOT_FOUND,
                    "\"" + folder + "\" has " + (images == null ? labels : images) + " but no "
                            + (images == null ? "images" : "labels") + " beside it; put "
                            + part + "-" + (images == null ? "images-idx3" : "labels-idx1") + "-ubyte there.");
        }
        EncodedCells cells = images(images, part);
        List<String> classes = labels(labels);
        if (classes.size() != cells.size()) {
            throw new LeptonException(
                    ErrorCode.INVALID_DATA,
                    "\"" + images + "\" holds " + cells.size() + " images, but \"" + labels + "\" " + classes.size()
                            + " labels; they do not belong together.");
        }
        LinkedHashMap<String, Column> columns = new LinkedHashMap<>();
        columns.put(MediaKind.IMAGE.column(), cells.column());
        columns.put(MediaReading.LABEL, CategoryColumn.of(classes));
        return Table.of(columns);
    }

    private static EncodedCells images(Path file, String part) throws IOException {
        try (DataInputStream in = open(file)) {
            int[] sizes = sizes(in, file);
            boolean coloured = sizes.length == 4 && sizes[3] == 3;
            if (sizes.length != 3 && !coloured || sizes[1] > LARGEST_SIDE || sizes[2] > LARGEST_SIDE) {
                throw damaged(file, "its sizes " + Arrays.toString(sizes) + " are not those of images");
            }
            byte[] head = ((coloured ? "P6\n" : "P5\n") + sizes[2] + " " + sizes[1] + "\n255\n")
                    .getBytes(StandardCharsets.US_ASCII);
            byte[] cell = Arrays.copyOf(head, head.length + sizes[1] * sizes[2] * (coloured ? 3 : 1));
            EncodedCells cells = new EncodedCells();
            for (int image = 0; image < sizes[0]; image++) {
                in.readFully(cell, head.length, cell.length - head.length);
                cells.add(part + " image " + image, cell);
            }
            return cells;
        } catch (EOFException e) {
            throw damaged(file, "it ends too early");
        }
    }

    private static List<String> labels(Path file) throws IOException {
        try (DataInputStream in = open(file)) {
            int[] sizes = sizes(in, file);
            if (sizes.length != 1) {
                throw damaged(file, "its sizes " + Arrays.toString(sizes) + " are not those of labels");
            }
            List<String> labels = new ArrayList<>();
            for (int row = 0; row < sizes[0]; row++) {
                labels.add(Integer.toString(in.readUnsignedByte()));
            }
            return labels;
        } catch (EOFException e) {
            throw damaged(file, "it ends too early");
        }
    }

    private static int[] sizes(DataInputStream in, Path file) throws IOException {
        int magic = in.readInt();
        int count = magic & 0xff;
        if (magic >>> 8 != UNSIGNED_BYTES || count < 1 || count > 4) {
            throw damaged(
                    file, String.format("it begins with %08x, but unsigned bytes (0000080n) were expected", magic));
        }
        int[] sizes = new int[count];
        for (int axis = 0; axis < count; axis++) {
            sizes[axis] = in.readInt();
            if (sizes[axis] < 1) {
                throw damaged(file, "it says that it has a size of " + sizes[axis]);
            }
        }
        return sizes;
    }

    private static DataInputStream open(Path file) throws IOException {
        InputStream raw = Files.newInputStream(file);
        boolean compressed = file.toString().endsWith(".gz");
        return new DataInputStream(
                new BufferedInputStream(compressed ? new GZIPInputStream(raw, 1 << 16) : raw, 1 << 16));
    }

    private static LeptonException damaged(Path file, String how) {
        return new LeptonException(ErrorCode.INVALID_DATA, "The idx file \"" + file + "\" is damaged: " + how + ".");
    }
}
