package dev.lepton.data.media;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Reads collections of images or audio clips.
///
/// A collection is a folder, or a `.tar`, `.tar.gz`, `.tgz` or `.zip` of one, or a folder with one such file
/// in it. It holds a folder for each class, or `train/` and `test/` with one for each class, or only files
/// (which then have no label), or idx files as MNIST's. Files of folders and of uncompressed tars stay
/// where they are and are read when they are needed; all others are held.
public final class MediaCollections {

    private static final int MOST_DEPTH = 16; // folders within each other

    private MediaCollections() {}

    /// Whether `path` looks like a collection: a folder, an archive, or one image or clip.
    public static boolean isOne(Path path) {
        return Files.isDirectory(path)
                || isArchive(path)
                || MediaKind.of(path.toString()).isPresent();
    }

    /// @param path of a folder, an archive, or a single image or clip
    /// @throws LeptonException NOT_FOUND where nothing is there, or no image and no clip in it; INVALID_DATA
    ///     for an archive or idx file that is damaged
    public static MediaReading read(Path path) {
        if (!Files.exists(path)) {
            throw new LeptonException(ErrorCode.NOT_FOUND, "There is no folder and no file \"" + path + "\".");
        }
        try {
            if (isArchive(path)) {
                return layout(archive(path), path);
            }
            if (!Files.isDirectory(path)) {
                Gathered single = new Gathered();
                single.add(String.valueOf(path.getFileName()), path, Files.size(path));
                return layout(single, path);
            }
            if (IdxFiles.areIn(path)) {
                return IdxFiles.read(path);
            }
            Gathered files = folder(path);
            List<Path> archives = archivesIn(path);
            return files.size() == 0 && archives.size() == 1 ? read(archives.getFirst()) : layout(files, path);
        } catch (IOException e) {
            throw new LeptonException(ErrorCode.INVALID_DATA, "\"" + path + "\" cannot be read: " + e.getMessage(), e);
        }
    }

    private static MediaReading layout(Gathered files, Path path) {
        return new Layout(files, path.toString()).reading();
    }

    private static boolean isArchive(Path path) {
        String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
        return Stream.of(".tar", ".tar.gz", ".tgz", ".zip").anyMatch(name::endsWith) && Files.isRegularFile(path);
    }

    private static Gathered archive(Path path) throws IOException {
        Gathered files = new Gathered();
        if (path.toString().toLowerCase(Locale.ROOT).endsWith(".zip")) {
            Zip.read(path, files);
        } else {
            Tar.read(path, files);
        }
        return files;
    }

    private static List<Path> archivesIn(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(MediaCollections::isArchive).toList();
        }
    }

    private static Gathered folder(Path root) throws IOException {
        Gathered files = new Gathered();
        Path absolute = root.toAbsolutePath();
        List<String> unreadable = new ArrayList<>();
        Files.walkFileTree(absolute, EnumSet.of(FileVisitOption.FOLLOW_LINKS), MOST_DEPTH, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile()) {
                    String name = absolute.relativize(file).toString().replace('\\', '/');
                    files.add(name, file, attributes.size());
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                unreadable.add(String.valueOf(file));
                return FileVisitResult.CONTINUE;
            }
        });
        if (!unreadable.isEmpty()) {
            files.warn(unreadable.size() + " files or folders cannot be read and are left out (\""
                    + unreadable.getFirst() + "\" for example).");
        }
        return files;
    }
}
