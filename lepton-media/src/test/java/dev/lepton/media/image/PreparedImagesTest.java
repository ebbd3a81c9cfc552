package dev.lepton.media.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.table.EncodedCells;
import dev.lepton.table.EncodedColumn;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PreparedImagesTest {

    private static final ImagePreparation SMALL = ImagePreparation.of(8, 8, 3);

    /// Photographs of growing size, every fifth row missing.
    private static EncodedColumn column(int rows, int... broken) throws IOException {
        EncodedCells cells = new EncodedCells();
        for (int row = 0; row < rows; row++) {
            int one = row;
            if (row % 5 == 4) {
                cells.addMissing();
            } else if (Arrays.stream(broken).anyMatch(b -> b == one)) {
                cells.add("photo " + row + ".jpg", new byte[] {1, 2, 3});
            } else {
                BufferedImage picture = Encoded.picture(20 + row, 30, BufferedImage.TYPE_3BYTE_BGR);
                cells.add("photo " + row + ".png", Encoded.write(picture, "png"));
            }
        }
        return cells.column();
    }

    @Test
    void brokenFilesAreToldAtOnceAndLeftOut() throws IOException {
        PreparedImages prepared = PreparedImages.of(column(20, 3, 11), SMALL, ImageLimits.DEFAULTS, 2);
        assertThat(prepared.rows()).containsExactly(0, 1, 2, 5, 6, 7, 8, 10, 12, 13, 15, 16, 17, 18);
        assertThat(prepared.size()).isEqualTo(14);
        assertThat(prepared.broken().of()).isEqualTo(16);
        assertThat(prepared.broken().files()).extracting(file -> file.row()).containsExactly(3, 11);
        assertThat(prepared.broken().message()).contains("2 of 16 files", "\"photo 3.jpg\"", "\"photo 11.jpg\"");
        assertThat(prepared.column().name(3)).isEqualTo("photo 5.png");
    }

    @Test
    void mostFilesBrokenIsAnError() throws IOException {
        EncodedColumn column = column(8, 0, 1, 2, 3, 5, 6);
        assertThatThrownBy(() -> PreparedImages.of(column, SMALL, ImageLimits.DEFAULTS, 1))
                .isInstanceOfSatisfying(
                        LeptonException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_DATA))
                .hasMessageContainingAll("6 of 7 files", "photo 0.jpg", "and 1 more", "Most files are broken");
    }

    @Test
    void imagesDoNotDependOnTheNumberOfThreads() throws IOException {
        EncodedColumn column = column(90, 7);
        PreparedImages one = PreparedImages.of(column, SMALL, ImageLimits.DEFAULTS, 1);
        PreparedImages three = PreparedImages.of(column, SMALL, ImageLimits.DEFAULTS, 3);
        assertThat(three.rows()).isEqualTo(one.rows());
        for (int image = 0; image < one.size(); image++) {
            assertThat(three.get(image)).isEqualTo(one.get(image));
        }
    }

    @Test
    void imagesAreWhatTheGraphMakesOfDecodedOnes() throws IOException {
        EncodedColumn column = column(3);
        PreparedImages prepared = PreparedImages.of(column, SMALL, ImageLimits.DEFAULTS, 1);
        try (Resizer resizer = Resizer.of(SMALL)) {
            assertThat(prepared.get(2)).isEqualTo(resizer.resize(Images.decode(column.get(2), "x")));
        }
    }

    @Test
    void normalisationIsThatOfTheImages() {
        EncodedColumn column = EncodedColumn.of(
                Images.encode(Pixels.of(1, 2, 1, new byte[] {0, 100})),
                Images.encode(Pixels.of(1, 2, 1, new byte[] {(byte) 200, 100})));
        ImagePreparation fitted = PreparedImages.of(column, ImagePreparation.of(1, 2, 1), ImageLimits.DEFAULTS, 1)
                .fitted();
        assertThat(fitted.mean().getFirst()).isCloseTo(100 / 255f, within(1e-6f));
        assertThat(fitted.deviation().getFirst()).isCloseTo((float) (Math.sqrt(5_000) / 255), within(1e-6f));
    }
}
