package dev.lepton.media.audio;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/// Sound as samples from -1 to 1, a track for each channel.
///
/// Immutable by agreement: [#track(int)] shows the array itself, and nobody may write to it.
public final class Clip {

    private final int rate;
    private final List<float[]> tracks; // [channel][sample]

    private Clip(int rate, List<float[]> tracks) {
        this.rate = rate;
        this.tracks = tracks;
    }

    /// @param rate samples per second of each track
    /// @param tracks of one length; owned by the clip from now on
    /// @throws LeptonException INVALID_ARGUMENT where there is no track, or their lengths differ
    public static Clip of(int rate, float[]... tracks) {
        if (rate < 1 || tracks.length == 0 || Arrays.stream(tracks).anyMatch(t -> t.length != tracks[0].length)) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT,
                    "A clip has a rate of at least 1 and one or more tracks of one length, but a rate of " + rate
                            + " and tracks of "
                            + Arrays.stream(tracks).map(t -> t.length).toList() + " samples came.");
        }
        return new Clip(rate, List.of(tracks));
    }

    /// Samples per second.
    public int rate() {
        return rate;
    }

    public int channels() {
        return tracks.size();
    }

    /// Samples of each track.
    public int length() {
        return tracks.getFirst().length;
    }

    public Duration duration() {
        return Duration.ofNanos(Math.round(length() * 1e9 / rate));
    }

    /// The samples of one channel; not to be changed.
    public float[] track(int channel) {
        return tracks.get(channel);
    }

    /// One track: the mean of all.
    public Clip mono() {
        if (channels() == 1) {
            return this;
        }
        float[] mean = new float[length()];
        for (int i = 0; i < mean.length; i++) {
            double sum = 0;
            for (float[] track : tracks) {
                sum += track[i];
            }
            mean[i] = (float) (sum / tracks.size());
        }
        return of(rate, mean);
    }

    /// The same sound at another rate, by [Resampler]; this clip itself where it has that rate.
    ///
    /// @param wanted samples per second
    public Clip resampled(int wanted) {
        if (wanted == rate) {
            return this;
        }
        Resampler resampler = Resampler.of(rate, wanted);
        return of(wanted, tracks.stream().map(resampler::resample).toArray(float[][]::new));
    }

    @Override
    public String toString() {
        return length() + " samples at " + rate + " Hz, " + channels() + " channels";
    }
}
