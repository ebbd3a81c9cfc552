package dev.lepton.media.audio;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;

/// Turns samples at one rate into samples at another: band-limited interpolation with a sinc that a Kaiser
/// window ends.
///
/// Both rates are divided by their greatest common divisor, so that the weights of an output sample repeat
/// every `up` samples and are computed once. What lies above 95 % of half the lower rate fades and is gone,
/// by some 80 dB, at half that rate. Beyond both ends there is silence.
///
/// Source: J. O. Smith, "Digital Audio Resampling Home Page" (2002); J. F. Kaiser, "Nonrecursive digital filter
/// design using the I0-sinh window function" (1974).
final class Resampler {

    private static final double SHARE = 0.95; // of half the lower rate that passes untouched
    private static final double BETA = 8; // Kaiser's window: side lobes of some -80 dB
    private static final double ATTENUATION = BETA / 0.1102 + 8.7; // dB, Kaiser's formula

    private final int up;
    private final int down;
    private final int reach; // input samples on each side of an output sample
    private final float[] weights; // [up, 2 * reach]

    private Resampler(int up, int down) {
        this.up = up;
        this.down = down;
        double limit = Math.min(1.0, up / (double) down); // the lower rate, of the input's
        double cutoff = limit * (1 + SHARE) / 2; // the middle of the fade
        double fade = limit * (1 - SHARE) / 2; // in cycles per input sample
        int taps = (int) Math.ceil((ATTENUATION - 8) / (2.285 * 2 * Math.PI * fade));
        this.reach = taps / 2 + 1;
        this.weights = new float[up * 2 * reach];
        for (int phase = 0; phase < up; phase++) {
            fill(phase, cutoff);
        }
    }

    /// @param from samples per second that come
    /// @param to samples per second that are wanted
    /// @throws LeptonException INVALID_ARGUMENT for rates below 1, UNSUPPORTED where they have so little in
    ///     common that the weights would take more than 256 MB
    static Resampler of(int from, int to) {
        if (from < 1 || to < 1) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT,
                    "Rates are at least 1 sample per second, not " + from + " and " + to + ".");
        }
        int common = gcd(from, to);
        int up = to / common;
        int down = from / common;
        if (up * 2.0 * 100 * Math.max(1.0, down / (double) up) > 1 << 26) {
            throw new LeptonException(
                    ErrorCode.UNSUPPORTED,
                    "The rates " + from + " and " + to + " have too little in common; give round ones such as 16000.");
        }
        return new Resampler(up, down);
    }

    private static int gcd(int left, int right) {
        return right == 0 ? left : gcd(right, left % right);
    }

    /// The weights of the inputs around a place that lies `phase / up` behind an input sample; they add up to 1.
    private void fill(int phase, double cutoff) {
        double[] row = new double[2 * reach];
        double sum = 0;
        for (int tap = 0; tap < row.length; tap++) {
            double distance = tap - (reach - 1) - phase / (double) up;
            row[tap] = sinc(cutoff * distance) * window(distance / reach);
            sum += row[tap];
        }
        for (int tap = 0; tap < row.length; tap++) {
            weights[phase * row.length + tap] = (float) (row[tap] / sum);
        }
    }

    private static double sinc(double x) {
        return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    }

    private static double window(double x) {
        return Math.abs(x) >= 1 ? 0 : bessel(BETA * Math.sqrt(1 - x * x)) / bessel(BETA);
    }

    /// The modified Bessel function of the first kind of order 0, by its power series.
    private static double bessel(double x) {
        double term = 1;
        double sum = 1;
        for (int k = 1; term > 1e-16 * sum; k++) {
            term *= (x / (2 * k)) * (x / (2 * k));
            sum += term;
        }
        return sum;
    }

    /// @return `ceil(samples * to / from)` samples, the first at the moment of the first
    float[] resample(float[] samples) {
        float[] made = new float[Math.toIntExact(Math.ceilDiv((long) samples.length * up, (long) down))];
        int width = 2 * reach;
        for (int i = 0; i < made.length; i++) {
            long place = (long) i * down;
            int first = (int) (place / up) - (reach - 1);
            int row = (int) (place % up) * width;
            int from = Math.max(0, -first);
            int to = Math.min(width, samples.length - first);
            double sum = 0;
            for (int tap = from; tap < to; tap++) {
                sum += weights[row + tap] * samples[first + tap];
            }
            made[i] = (float) sum;
        }
        return made;
    }
}
