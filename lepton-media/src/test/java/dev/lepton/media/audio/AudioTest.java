package dev.lepton.media.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.base.Seed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import net.sourceforge.javaflacencoder.EncodingConfiguration;
import net.sourceforge.javaflacencoder.EncodingConfiguration.ChannelConfig;
import net.sourceforge.javaflacencoder.EncodingConfiguration.SubframeType;
import net.sourceforge.javaflacencoder.FLACEncoder;
import net.sourceforge.javaflacencoder.FLACFileOutputStream;
import net.sourceforge.javaflacencoder.StreamConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AudioTest {

    private static final int LENGTH = 3_000;

    private static final int FRAMES = 4 + 4 + 34 + 4 + 40; // where frames begin: the other encoder pads

    @TempDir
    private Path folder;

    /// A tone in noise, another for each channel.
    private static int[][] samples(int channels, int bits) {
        RandomGenerator random = new Seed(bits).random();
        int[][] samples = new int[channels][LENGTH];
        double most = Math.pow(2, bits - 1) - 1;
        for (int channel = 0; channel < channels; channel++) {
            for (int i = 0; i < LENGTH; i++) {
                double tone = 0.7 * Math.sin(0.02 * (channel + 1) * i) + 0.02 * random.nextGaussian();
                samples[channel][i] = (int) Math.round(most * Math.clamp(tone, -1, 1));
            }
        }
        samples[0][7] = (int) -most - 1;
        return samples;
    }

    private static byte[] wave(int[][] samples, int bits, boolean real, boolean extensible) {
        int width = bits / 8;
        int format = extensible ? 40 : 16;
        int data = samples.length * LENGTH * width;
        ByteBuffer file =
                ByteBuffer.allocate(12 + 8 + format + 8 + 4 + 8 + data).order(ByteOrder.LITTLE_ENDIAN);
        file.put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt(file.capacity() - 8)
                .put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
                .putInt(format);
        file.putShort((short) (extensible ? 0xfffe : real ? 3 : 1)).putShort((short) samples.length);
        file.putInt(8_000).putInt(8_000 * samples.length * width).putShort((short) (samples.length * width));
        file.putShort((short) bits);
        if (extensible) {
            file.putShort((short) 22).putShort((short) bits).putInt(0).putShort((short) (real ? 3 : 1));
            file.put(HexFormat.of().parseHex("000000001000800000aa00389b71"));
        }
        file.put("LIST".getBytes(StandardCharsets.US_ASCII)).putInt(3).put(new byte[4]); // of an odd length, padded
        file.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(data);
        for (int i = 0; i < LENGTH; i++) {
            for (int[] track : samples) {
                if (real) {
                    file.putFloat((float) (track[i] / Math.pow(2, 31)));
                } else {
                    int value = bits == 8 ? track[i] + 128 : track[i];
                    for (int unit = 0; unit < width; unit++) {
                        file.put((byte) (value >> 8 * unit));
                    }
                }
            }
        }
        return file.array();
    }

    /// By another encoder.
    private byte[] flac(int[][] samples, int bits, ChannelConfig pairing, SubframeType prediction) throws IOException {
        Path file = folder.resolve("a.flac");
        EncodingConfiguration settings = new EncodingConfiguration();
        settings.setChannelConfig(pairing);
        settings.setSubframeType(prediction);
        FLACEncoder encoder = new FLACEncoder();
        encoder.setStreamConfiguration(new StreamConfiguration(samples.length, 16, 576, 44_100, bits));
        encoder.setEncodingConfiguration(settings);
        try (FLACFileOutputStream out = new FLACFileOutputStream(file.toFile())) {
            encoder.setOutputStream(out);
            encoder.openFLACStream();
            int[] together = new int[samples.length * LENGTH];
            for (int i = 0; i < together.length; i++) {
                together[i] = samples[i % samples.length][i / samples.length];
            }
            encoder.addSamples(together, LENGTH);
            encoder.encodeSamples(LENGTH, true);
        }
        return Files.readAllBytes(file);
    }

    private static void assertSamples(Clip clip, int[][] expected, int bits, int rate) {
        assertThat(clip.rate()).isEqualTo(rate);
        assertThat(clip.channels()).isEqualTo(expected.length);
        for (int channel = 0; channel < expected.length; channel++) {
            for (int i = 0; i < LENGTH; i++) {
                assertThat(clip.track(channel)[i]).isEqualTo((float) (expected[channel][i] / Math.pow(2, bits - 1)));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"8,1", "16,1", "16,2", "24,1", "24,6", "32,2"})
    void wavesOfWholeNumbersAreRead(int bits, int channels) {
        int[][] samples = samples(channels, bits);
        assertSamples(Audio.decode(wave(samples, bits, false, false), "a.wav"), samples, bits, 8_000);
        assertSamples(Audio.decode(wave(samples, bits, false, true), "a.wav"), samples, bits, 8_000);
    }

    @Test
    void wavesOfFloatsAreRead() {
        int[][] samples = samples(2, 32);
        assertSamples(Audio.decode(wave(samples, 32, true, false), "a.wav"), samples, 32, 8_000);
    }

    @Test
    void aWaveThatWasWrittenToAPipeIsReadToItsEnd() {
        int[][] samples = samples(1, 16);
        byte[] file = wave(samples, 16, false, false);
        Arrays.fill(file, file.length - 2 * LENGTH - 4, file.length - 2 * LENGTH, (byte) 0xff); // the data's length
        assertSamples(Audio.decode(file, "a.wav"), samples, 16, 8_000);
    }

    @ParameterizedTest
    @CsvSource({
        "16,1,INDEPENDENT,LPC",
        "16,2,INDEPENDENT,FIXED",
        "16,2,LEFT_SIDE,LPC",
        "16,2,MID_SIDE,LPC",
        "24,2,RIGHT_SIDE,FIXED",
        "24,2,MID_SIDE,EXHAUSTIVE",
        "8,1,INDEPENDENT,EXHAUSTIVE"
    })
    void flacGivesTheSamplesThatAnotherEncoderWasGiven(
            int bits, int channels, ChannelConfig pairing, SubframeType prediction) throws IOException {
        int[][] samples = samples(channels, bits);
        byte[] file = flac(samples, bits, pairing, prediction);
        assertThat(file.length).isLessThan(LENGTH * channels * bits / 8); // so that prediction was at work
        assertThat(Arrays.copyOfRange(file, 26, 42)).isNotEqualTo(new byte[16]); // so that the MD5 was checked
        assertSamples(Audio.decode(file, "a.flac"), samples, bits, 44_100);
    }

    @Test
    void silenceAndNoiseNeedNoPrediction() throws IOException {
        int[][] samples = samples(2, 16);
        RandomGenerator random = new Seed(9).random();
        Arrays.fill(samples[0], 5);
        Arrays.setAll(samples[1], i -> random.nextInt(65_536) - 32_768);
        byte[] file = flac(samples, 16, ChannelConfig.INDEPENDENT, SubframeType.EXHAUSTIVE);
        assertSamples(Audio.decode(file, "a.flac"), samples, 16, 44_100);
    }

    @Test
    void aTagBeforeTheStreamIsPassedOver() throws IOException {
        int[][] samples = samples(1, 16);
        byte[] file = flac(samples, 16, ChannelConfig.INDEPENDENT, SubframeType.LPC);
        byte[] tagged = new byte[file.length + 10 + 200];
        System.arraycopy(new byte[] {'I', 'D', '3', 4, 0, 0, 0, 0, 1, 72}, 0, tagged, 0, 10); // 128 + 72 bytes
        System.arraycopy(file, 0, tagged, 210, file.length);
        assertSamples(Audio.decode(tagged, "a.flac"), samples, 16, 44_100);
    }

    @Test
    void anyDamagedByteOfAFrameIsSeen() throws IOException {
        byte[] file = flac(samples(2, 16), 16, ChannelConfig.MID_SIDE, SubframeType.LPC);
        RandomGenerator random = new Seed(4).random();
        for (int i = 0; i < 200; i++) {
            byte[] damaged = file.clone();
            damaged[FRAMES + random.nextInt(file.length - FRAMES)] ^= (byte) (1 + random.nextInt(255));
            refuses(damaged, ErrorCode.INVALID_DATA);
        }
        refuses(Arrays.copyOf(file, file.length / 2), ErrorCode.INVALID_DATA, "ends too early");
    }

    @Test
    void moreSamplesThanAllowedAreNotDecoded() throws IOException {
        byte[] flac = flac(samples(2, 16), 16, ChannelConfig.MID_SIDE, SubframeType.LPC);
        byte[] wave = wave(samples(2, 16), 16, false, false);
        for (byte[] file : new byte[][] {flac, wave}) {
            assertThatThrownBy(() -> Audio.decode(file, "a.flac", new AudioLimits(5_000)))
                    .hasMessageContainingAll("3,000 samples in each of 2 channels", "at most 5,000");
        }
    }

    @Test
    void whatIsNoSoundIsNamed() {
        refuses("OggS and more".getBytes(StandardCharsets.US_ASCII), ErrorCode.UNSUPPORTED, "WAV or FLAC");
        byte[] compressed = wave(samples(1, 16), 16, false, false);
        compressed[20] = 17; // ADPCM
        refuses(compressed, ErrorCode.UNSUPPORTED, "encoding 17 with 16 bits");
        refuses(Arrays.copyOf(compressed, 30), ErrorCode.INVALID_DATA);
        refuses(new byte[0], ErrorCode.UNSUPPORTED, "is empty");
    }

    private static void refuses(byte[] file, ErrorCode code, String... parts) {
        assertThatThrownBy(() -> Audio.decode(file, "clips/a.flac"))
                .isInstanceOfSatisfying(LeptonException.class, e -> {
                    assertThat(e.code()).isEqualTo(code);
                    assertThat(e.getMessage()).contains("clips/a.flac");
                    Arrays.stream(parts)
                            .forEach(part -> assertThat(e.getMessage()).contains(part));
                });
    }

    private static float[] tone(double hertz, int rate, int length) {
        float[] samples = new float[length];
        for (int i = 0; i < length; i++) {
            samples[i] = (float) Math.sin(2 * Math.PI * hertz * i / rate);
        }
        return samples;
    }

    @ParameterizedTest
    @CsvSource({"44100,16000,440", "44100,16000,7500", "8000,44100,3700", "48000,16000,1000", "22050,22049,500"})
    void resamplingKeepsTonesBelowHalfTheLowerRate(int from, int to, double hertz) {
        Clip clip = Clip.of(from, tone(hertz, from, from / 4)).resampled(to);
        assertThat(clip.rate()).isEqualTo(to);
        assertThat(clip.length()).isEqualTo(Math.ceilDiv(from / 4 * to, from));
        float[] expected = tone(hertz, to, clip.length());
        int edge = clip.length() / 4; // where silence begins, tones fade
        for (int i = edge; i < clip.length() - edge; i++) {
            assertThat(clip.track(0)[i]).isCloseTo(expected[i], within(3e-4f)); // 80 dB of ripple, and some for float32
        }
    }

    @Test
    void resamplingTakesTonesAboveHalfTheLowerRate() {
        Clip clip = Clip.of(44_100, tone(8_200, 44_100, 44_100)).resampled(16_000);
        for (int i = 2_000; i < 14_000; i++) {
            assertThat(clip.track(0)[i]).isCloseTo(0, within(3e-4f));
        }
    }

    @Test
    void oneTrackIsTheMeanOfAll() {
        Clip clip = Clip.of(10, new float[] {1, 0.5f}, new float[] {0, -0.5f});
        assertThat(clip.mono().track(0)).containsExactly(0.5f, 0f);
        assertThat(clip.duration().toMillis()).isEqualTo(200);
        assertThatThrownBy(() -> Clip.of(10, new float[1], new float[2])).hasMessageContaining("[1, 2]");
    }
}
