package dev.lepton.nn.train;

import java.util.Locale;

/// One point of a training's curves.
///
/// @param epoch from 1
/// @param epochs as many as were asked for
/// @param step batches since the start
/// @param isEnd whether the epoch is over; between ends, points come about once a second
/// @param loss mean of the epoch so far, without penalties
/// @param validLoss loss on the validation's examples, NaN without them and between ends
/// @param score the validation's score, NaN without it and between ends
/// @param learningRate of the last step
/// @param samplesPerSecond trained in this epoch, validation left out
/// @param secondsLeft as it looks now
public record Point(
        int epoch,
        int epochs,
        long step,
        boolean isEnd,
        double loss,
        double validLoss,
        double score,
        double learningRate,
        double samplesPerSecond,
        double secondsLeft) {

    /// This point as one line of JSON; what is not known is null.
    public String json() {
        return "{\"epoch\":" + epoch + ",\"epochs\":" + epochs + ",\"step\":" + step + ",\"end\":" + isEnd
                + ",\"loss\":"
                + number(loss) + ",\"valid_loss\":" + number(validLoss) + ",\"score\":" + number(score)
                + ",\"learning_rate\":" + number(learningRate) + ",\"samples_per_second\":"
                + number(samplesPerSecond) + ",\"seconds_left\":" + number(secondsLeft) + "}";
    }

    private static String number(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.6g", value) : "null";
    }
}
