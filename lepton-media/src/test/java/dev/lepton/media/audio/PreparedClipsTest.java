package dev.lepton.media.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lepton.table.EncodedCells;
import dev.lepton.table.EncodedColumn;
import org.junit.jupiter.api.Test;

class PreparedClipsTest {

    private static final EncodedColumn COLUMN = new EncodedCells()
            .add("a.wav", Audio.encode(Clip.of(8_000, new float[800], new float[800])))
            .addMissing()
            .add("b.wav", new byte[] {'R', 'I', 'F', 'F'})
            .add("c.wav", Audio.encode(Clip.of(4_000, new float[] {0.25f, -1, 1})))
            .column();

    @Test
    void clipsHaveOneTrackAtTheWantedRate() {
        PreparedClips clips = PreparedClips.of(COLUMN, 4_000, AudioLimits.DEFAULTS, 2);
        assertThat(clips.rows()).containsExactly(0, 3);
        assertThat(clips.get(0)).hasSize(400).containsOnly(0);
        assertThat(clips.get(1)).containsExactly(0.25f, -1, 1);
        assertThat(clips.broken().message()).contains("1 of 3 files", "\"b.wav\"");
    }

    @Test
    void aRateOfNothingIsRefused() {
        assertThatThrownBy(() -> PreparedClips.of(COLUMN, 0, AudioLimits.DEFAULTS, 1))
                .hasMessageContaining("16000");
    }
}
