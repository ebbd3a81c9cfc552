package dev.lepton.model.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lepton.model.Estimates;
import dev.lepton.model.Task;
import dev.lepton.table.Column;
import dev.lepton.table.EncodedColumn;
import dev.lepton.table.NumberColumn;
import dev.lepton.table.Table;
import java.util.LinkedHashMap;
import org.junit.jupiter.api.Test;

class GoldenTest {

    private static Golden golden(double... answers) {
        LinkedHashMap<String, Column> columns = new LinkedHashMap<>();
        columns.put("x", NumberColumn.of(new double[answers.length]));
        return new Golden(Table.of(columns), Estimates.of(answers));
    }

    @Test
    void estimatesMayDifferRelativeToTheirSize() {
        Golden golden = golden(1e6, 2e6);

        assertThat(golden.difference(Estimates.of(1e6 + 5, 2e6), 1e-5)).isEmpty();
        assertThat(golden.difference(Estimates.of(1e6 + 50, 2e6), 1e-5)).isPresent();
    }

    @Test
    void smallEstimatesAreHeldToASmallDifference() {
        assertThat(golden(1e-9, 2e-9).difference(Estimates.of(1.1e-9, 2e-9), 1e-5))
                .isPresent();
    }

    @Test
    void anEstimateNearZeroMayDifferAsMuchAsTheOthers() {
        assertThat(golden(0, 100).difference(Estimates.of(1e-4, 100), 1e-5)).isEmpty();
    }

    @Test
    void aNumberThatIsNoneAgreesWithItselfOnly() {
        Golden golden = golden(Double.NaN, Double.POSITIVE_INFINITY, 1);

        assertThat(golden.difference(golden.answers(), 1e-5)).isEmpty();
        assertThat(golden.difference(Estimates.of(1, Double.POSITIVE_INFINITY, 1), 1e-5))
                .isPresent();
        assertThat(golden.difference(Estimates.of(Double.NaN, 1, 1), 1e-5)).isPresent();
        assertThat(golden.difference(Estimates.of(Double.NaN), 1e-5)).isPresent();
    }

    @Test
    void encodedFilesAreWrittenAndReadBack() {
        LinkedHashMap<String, Column> columns = new LinkedHashMap<>();
        columns.put("photo", EncodedColumn.of(new byte[] {1, -1}, new byte[0]));
        Table rows = Table.of(columns);
        byte[] json = GoldenCodec.write(new Golden(rows, Estimates.of(1, 2)));
        Golden read = GoldenCodec.read(Json.read("golden.json", json), rows.schema(), Task.Regression.SQUARED);
        EncodedColumn photos = read.rows().column("photo", EncodedColumn.class);
        assertThat(photos.get(0)).containsExactly(1, -1);
        assertThat(photos.isMissing(1)).isTrue();
    }

    @Test
    void aBundleCarriesFewGoldenRows() {
        assertThatThrownBy(() -> golden(new double[51])).hasMessageContaining("50 at most");
    }
}
