package dev.lepton.media.image;

import dev.lepton.base.LeptonException;
import dev.lepton.media.BrokenFiles;
import dev.lepton.media.DecodedCells;
import dev.lepton.table.EncodedColumn;
import java.util.ArrayList;
import java.util.List;

/// The images of a column, decoded and resized once, and held as pixels that need no codec; rows that are
/// missing or broken are left out.
public final class PreparedImages {

    private final ImagePreparation preparation;
    private final DecodedCells images;

    private PreparedImages(ImagePreparation preparation, DecodedCells images) {
        this.preparation = preparation;
        this.images = images;
    }

    /// Decodes and resizes every image; the result does not depend on the number of threads.
    ///
    /// @throws LeptonException INVALID_DATA where more than half of the present images are broken, with the
    ///     first of them and their number
    public static PreparedImages of(
            EncodedColumn column, ImagePreparation preparation, ImageLimits limits, int threads) {
        try (Resizer resizer = Resizer.of(preparation)) {
            DecodedCells.Codec codec = (file, name) -> Images.encode(resizer.resize(Images.decode(file, name, limits)));
            return new PreparedImages(preparation, DecodedCells.of(column, codec, threads));
        }
    }

    public ImagePreparation preparation() {
        return preparation;
    }

    /// Number of images.
    public int size() {
        return images.size();
    }

    /// The rows of the column that the images came from, in order.
    public int[] rows() {
        return images.rows();
    }

    public BrokenFiles broken() {
        return images.broken();
    }

    public Pixels get(int image) {
        return Pnm.decode(column().get(image), column().name(image), ImageLimits.DEFAULTS);
    }

    /// All of them as encoded cells, which a table file holds and other processes map.
    public EncodedColumn column() {
        return images.cells();
    }

    /// The preparation with the mean and deviation of each channel of these images, which should be training
    /// images.
    public ImagePreparation fitted() {
        int channels = preparation.channels();
        long[][] counts = new long[channels][256];
        for (int image = 0; image < size(); image++) {
            byte[] bytes = get(image).bytes();
            for (int i = 0; i < bytes.length; i++) {
                counts[i % channels][bytes[i] & 0xff]++;
            }
        }
        List<Float> means = new ArrayList<>();
        List<Float> deviations = new ArrayList<>();
        for (long[] count : counts) {
            double all = 0;
            double sum = 0;
            double squares = 0;
            for (int level = 0; level < count.length; level++) {
                all += count[level];
                sum += count[level] * (double) level;
                squares += count[level] * (double) level * level;
            }
            double mean = all == 0 ? 127.5 : sum / all;
            double variance = all == 0 ? 0 : Math.max(0, squares / all - mean * mean);
            means.add((float) (mean / 255));
            deviations.add((float) (Math.max(1, Math.sqrt(variance)) / 255)); // one level, where all are alike
        }
        return preparation.withNormalisation(means, deviations);
    }
}
