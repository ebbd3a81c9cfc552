package dev.lepton.media.audio;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.media.BrokenFiles;
import dev.lepton.media.DecodedCells;
import dev.lepton.table.EncodedColumn;

/// The clips of a column, decoded once to one track at one rate, and held as samples that need no codec; rows
/// that are missing or broken are left out.
public final class PreparedClips {

    private final int rate;
    private final DecodedCells clips;

    private PreparedClips(int rate, DecodedCells clips) {
        this.rate = rate;
        this.clips = clips;
    }

    /// Decodes and resamples every clip; the result does not depend on the number of threads.
    ///
    /// @param rate wanted samples per second
    /// @throws LeptonException INVALID_DATA where more than half of the present clips are broken, with the
    ///     first of them and their number
    public static PreparedClips of(EncodedColumn column, int rate, AudioLimits limits, int threads) {
        if (rate < 1) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT, "The rate of clips is " + rate + "; give at least 1, such as 16000.");
        }
        DecodedCells.Codec codec = (file, name) ->
                Audio.encode(Audio.decode(file, name, limits).mono().resampled(rate));
        return new PreparedClips(rate, DecodedCells.of(column, codec, threads));
    }

    /// Samples per second of every clip.
    public int rate() {
        return rate;
    }

    /// Number of clips.
    public int size() {
        return clips.size();
    }

    /// The rows of the column that the clips came from, in order.
    public int[] rows() {
        return clips.rows();
    }

    public BrokenFiles broken() {
        return clips.broken();
    }

    /// The samples of one clip, from -1 to 1.
    public float[] get(int clip) {
        EncodedColumn cells = clips.cells();
        return Audio.decode(cells.get(clip), cells.name(clip), new AudioLimits(Long.MAX_VALUE))
                .track(0);
    }

    /// All of them as encoded cells, which a table file holds and other processes map.
    public EncodedColumn column() {
        return clips.cells();
    }
}
