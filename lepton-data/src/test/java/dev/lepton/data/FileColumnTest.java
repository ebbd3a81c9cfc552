package dev.lepton.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.data.check.DataChecks;
import dev.lepton.data.profile.Profile;
import dev.lepton.table.ColumnKind;
import dev.lepton.table.EncodedColumn;
import dev.lepton.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileColumnTest {

    private static final ReadOptions PHOTOS = ReadOptions.DEFAULTS.withKinds(Map.of("photo", ColumnKind.ENCODED));

    @TempDir
    private Path folder;

    @BeforeEach
    void writePhotos() throws IOException {
        Files.createDirectories(folder.resolve("photos"));
        for (int i = 0; i < 4; i++) {
            Files.write(folder.resolve("photos/" + i + ".jpg"), new byte[] {(byte) i, 7});
        }
    }

    private Reading read(String rows) throws IOException {
        Path table = Files.writeString(folder.resolve("rows.csv"), "photo,label\n" + rows);
        return Tables.read(Source.parse(table.toString()), PHOTOS);
    }

    @Test
    void aColumnOfPathsIsReadAsTheFilesBesideTheTable() throws IOException {
        Reading reading = read("photos/2.jpg,cat\n" + folder.resolve("photos/1.jpg") + ",dog\n,dog\n");
        EncodedColumn photos = reading.table().column("photo", EncodedColumn.class);
        assertThat(photos.get(0)).containsExactly(2, 7);
        assertThat(photos.get(1)).containsExactly(1, 7);
        assertThat(photos.isMissing(2)).isTrue();
        assertThat(photos.text(0)).endsWith("2.jpg");
        assertThat(reading.warnings()).isEmpty();
        assertThat(Tables.read(Source.parse(folder.resolve("rows.csv").toString()), reading.again())
                        .table()
                        .schema())
                .isEqualTo(reading.table().schema());
    }

    @Test
    void someFilesThatAreNotThereAreMissingCellsAndOneWarning() throws IOException {
        Reading reading = read("photos/0.jpg,a\nphotos/gone.jpg,b\nphotos/2.jpg,a\nphotos/3.jpg,b\n");
        assertThat(reading.table().column("photo").missing()).isEqualTo(1);
        assertThat(reading.warnings())
                .singleElement()
                .asString()
                .contains("\"photo\"", "1 of 4 files", "photos/gone.jpg", "missing");
    }

    @Test
    void mostFilesThatAreNotThereAreAnError() {
        assertThatThrownBy(() -> read("a.jpg,a\nb.jpg,b\nphotos/2.jpg,a\n"))
                .isInstanceOfSatisfying(
                        LeptonException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND))
                .hasMessageContainingAll("2 of 3 files", "a.jpg, b.jpg", folder.toString());
    }

    @Test
    void profilesAndChecksTellOfFilesByLengthAndContent() throws IOException {
        Files.write(folder.resolve("photos/3.jpg"), new byte[] {2, 7});
        Table table = read("photos/0.jpg,a\nphotos/1.jpg,b\nphotos/2.jpg,a\nphotos/3.jpg,b\n")
                .table();
        assertThat(Profile.of(table, Optional.empty()).columns().getFirst().distinct())
                .isEqualTo(3);
        assertThat(Profile.of(table, Optional.empty()).columns().getFirst().kind())
                .isEqualTo(ColumnKind.ENCODED);
        assertThat(DataChecks.of(table, Optional.of("photo")).toString()).contains("encoded_target");
    }
}
