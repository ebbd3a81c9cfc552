package dev.lepton.data.media;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.table.CategoryColumn;
import dev.lepton.table.Column;
import dev.lepton.table.EncodedColumn;
import dev.lepton.table.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Which file is of which class and part, by the folders that it lies in.
///
/// Folders that all files share are passed over, as archives have them, as long as a folder is left to name
/// the class.
final class Layout {

    private static final String TRAIN = "train";
    private static final Set<String> PARTS = Set.of(TRAIN, "test", "val", "valid", "validation");
    private static final int SHOWN = 3;

    private final Gathered files;
    private final String source;
    private final List<String> warnings;
    private final MediaKind kind;

    /// @param source as messages name it
    Layout(Gathered files, String source) {
        this.files = files;
        this.source = source;
        this.warnings = new ArrayList<>(files.warnings());
        if (files.size() == 0) {
            throw new LeptonException(
                    ErrorCode.NOT_FOUND,
                    "There is no image and no audio clip in \"" + source + "\""
                            + (files.ignored().isEmpty() ? "." : ", only files such as " + some(files.ignored()) + ".")
                            + " JPEG, PNG, WebP, TIFF, BMP and GIF are read, WAV and FLAC.");
        }
        long images = files.names().stream().filter(this::isImage).count();
        this.kind = 2 * images >= files.size() ? MediaKind.IMAGE : MediaKind.AUDIO;
    }

    private boolean isImage(String name) {
        return MediaKind.of(name).equals(Optional.of(MediaKind.IMAGE));
    }

    /// One file and the folders that matter.
    private record Place(int cell, String name, List<String> folders) {

        String first() {
            return folders.isEmpty() ? "" : folders.getFirst();
        }

        Place within() {
            return new Place(cell, name, folders.subList(1, folders.size()));
        }
    }

    MediaReading reading() {
        List<Place> places = places();
        boolean parted = places.stream().map(Place::first).allMatch(PARTS::contains)
                && places.stream().anyMatch(place -> place.first().equals(TRAIN));
        if (!parted) {
            places = stripped(places);
            parted = places.stream().map(Place::first).allMatch(PARTS::contains)
                    && places.stream().anyMatch(place -> place.first().equals(TRAIN));
        }
        warnOfIgnored();
        EncodedColumn cells = files.column();
        if (!parted) {
            return new MediaReading(kind, table(cells, places), Optional.empty(), warnings);
        }
        boolean official = places.stream().anyMatch(place -> place.first().equals("test"));
        Predicate<Place> isTest = place ->
                official ? place.first().equals("test") : !place.first().equals(TRAIN);
        List<Place> train =
                places.stream().filter(isTest.negate()).map(Place::within).toList();
        List<Place> test = places.stream().filter(isTest).map(Place::within).toList();
        if (official
                && places.stream()
                        .anyMatch(place -> PARTS.contains(place.first())
                                && !place.first().equals(TRAIN)
                                && !place.first().equals("test"))) {
            warnings.add("The validation part is read as training rows; Lepton makes its own folds of them.");
        }
        return new MediaReading(
                kind,
                table(cells, train),
                test.isEmpty() ? Optional.empty() : Optional.of(table(cells, test)),
                warnings);
    }

    /// All files of the kind, in the order of their names.
    private List<Place> places() {
        List<Place> places = new ArrayList<>();
        int others = 0;
        for (int cell = 0; cell < files.size(); cell++) {
            String name = files.names().get(cell);
            if (isImage(name) != (kind == MediaKind.IMAGE)) {
                others++;
                continue;
            }
            List<String> parts = List.of(name.split("/"));
            places.add(new Place(cell, name, parts.subList(0, parts.size() - 1)));
        }
        if (others > 0) {
            warnings.add(others + " files are "
                    + (kind == MediaKind.IMAGE ? "audio clips among images" : "images among audio clips")
                    + " and are left out.");
        }
        places.sort(Comparator.comparing(Place::name));
        return places;
    }

    private static List<Place> stripped(List<Place> places) {
        List<Place> stripped = places;
        while (stripped.stream().allMatch(place -> place.folders().size() > 1)
                && stripped.stream().map(Place::first).distinct().count() == 1) {
            stripped = stripped.stream().map(Place::within).toList();
        }
        return stripped;
    }

    /// A table with labels where some file lies in a folder; files that lie in none are then left out.
    private Table table(EncodedColumn cells, List<Place> places) {
        boolean labelled = places.stream().anyMatch(place -> !place.folders().isEmpty());
        List<Place> kept = labelled
                ? places.stream().filter(place -> !place.folders().isEmpty()).toList()
                : places;
        if (kept.size() < places.size()) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "%,d files lie beside the folders of the classes and are left out (%s).",
                    places.size() - kept.size(),
                    some(places.stream()
                            .filter(place -> place.folders().isEmpty())
                            .map(Place::name)
                            .toList())));
        }
        LinkedHashMap<String, Column> columns = new LinkedHashMap<>();
        columns.put(
                kind.column(), cells.select(kept.stream().mapToInt(Place::cell).toArray()));
        if (labelled) {
            columns.put(
                    MediaReading.LABEL,
                    CategoryColumn.of(kept.stream().map(Place::first).toList()));
        }
        return Table.of(columns);
    }

    private void warnOfIgnored() {
        if (!files.ignored().isEmpty()) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "%,d files of \"%s\" are neither image nor audio clip and are left out (%s).",
                    files.ignored().size(),
                    source,
                    some(files.ignored())));
        }
    }

    private static String some(List<String> names) {
        return names.stream().limit(SHOWN).map(name -> "\"" + name + "\"").collect(Collectors.joining(", "))
                + (names.size() > SHOWN ? ", ..." : "");
    }
}
