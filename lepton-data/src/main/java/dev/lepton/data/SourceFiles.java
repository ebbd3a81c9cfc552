package dev.lepton.data;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.base.Names;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The files that a path or glob names.
final class SourceFiles {

    private static final String GLOB_SIGNS = "*?[{";

    private SourceFiles() {}

    /// One or more regular files, in the order of their names.
    ///
    /// @throws LeptonException NOT_FOUND where there is none, INVALID_ARGUMENT for a folder
    static List<Path> of(Source.Files source) {
        String pattern = source.pattern();
        Path path = path(pattern);
        if (path != null && Files.isDirectory(path)) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT,
                    "\"" + pattern + "\" is a folder; name a file, or several by a glob such as \""
                            + path.resolve("*.csv") + "\".");
        }
        if (path != null && Files.exists(path)) {
            if (!Files.isReadable(path)) {
                throw new LeptonException(
                        ErrorCode.INVALID_ARGUMENT,
                        "The file \"" + pattern + "\" cannot be read; its permissions forbid it.");
            }
            return List.of(path);
        }
        if (pattern.chars().noneMatch(sign -> GLOB_SIGNS.indexOf(sign) >= 0)) {
            throw missing(pattern, path);
        }
        List<Path> found = matches(pattern);
        if (found.isEmpty()) {
            throw new LeptonException(
                    ErrorCode.NOT_FOUND,
                    "No file matches \"" + pattern + "\" in " + Path.of("").toAbsolutePath()
                            + "; mind that a shell expands globs that are not quoted.");
        }
        return found;
    }

    /// The path list as DuckDB's readers take it, signs of globs in file names escaped.
    static String sql(List<Path> files) {
        return files.stream()
                .map(file -> Sql.text(file.toAbsolutePath().toString().replaceAll("([\\[*?])", "[$1]")))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static Path path(String pattern) {
        try {
            return Path.of(pattern);
        } catch (InvalidPathException e) {
            return Path.of("");
        }
    }

    private static LeptonException missing(String pattern, Path path) {
        Path parent = path.toAbsolutePath().getParent();
        String hint = "";
        if (parent != null && Files.isDirectory(parent)) {
            try (Stream<Path> siblings = Files.list(parent)) {
                List<String> names = siblings.limit(10_000)
                        .map(sibling -> String.valueOf(sibling.getFileName()))
                        .toList();
                hint = Names.nearest(String.valueOf(path.getFileName()), names)
                        .map(name -> " Did you mean \"" + parent.resolve(name) + "\"?")
                        .orElse("");
            } catch (IOException e) {
                hint = "";
            }
        } else {
            hint = " The folder \"" + parent + "\" does not exist either.";
        }
        return new LeptonException(ErrorCode.NOT_FOUND, "There is no file \"" + pattern + "\"." + hint);
    }

    private static List<Path> matches(String pattern) {
        int sign = 0;
        while (GLOB_SIGNS.indexOf(pattern.charAt(sign)) < 0) {
            sign++;
        }
        int slash = pattern.lastIndexOf('/', sign);
        Path base = Path.of(slash < 0 ? "." : pattern.substring(0, slash + 1));
        if (!Files.isDirectory(base)) {
            return List.of();
        }
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern.substring(slash + 1));
        int depth = pattern.contains("**")
                ? Integer.MAX_VALUE
                : 1
                        + (int) pattern.substring(slash + 1)
                                .chars()
                                .filter(c -> c == '/')
                                .count();
        try (Stream<Path> walk = Files.walk(base, depth)) {
            return walk.filter(Files::isRegularFile)
                    .filter(file -> matcher.matches(base.relativize(file)))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
