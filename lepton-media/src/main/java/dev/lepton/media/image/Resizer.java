package dev.lepton.media.image;

import dev.lepton.graph.ElementType;
import dev.lepton.graph.Input;
import dev.lepton.graph.Output;
import dev.lepton.graph.Session;
import dev.lepton.graph.SessionOptions;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Map;
import java.util.Objects;

/// Runs the resizing part of an [ImagePreparation] on one image after another. Any number of threads may use
/// it at once; to be closed after the last of them.
public final class Resizer implements AutoCloseable {

    private final ImagePreparation preparation;
    private final Session session;

    private Resizer(ImagePreparation preparation, Session session) {
        this.preparation = preparation;
        this.session = session;
    }

    public static Resizer of(ImagePreparation preparation) {
        return new Resizer(preparation, Session.open(preparation.resizing(), SessionOptions.DEFAULTS));
    }

    /// The image with the preparation's height, width and channels.
    public Pixels resize(Pixels image) {
        Pixels pixels = image.withChannels(preparation.channels());
        if (pixels.height() == preparation.height() && pixels.width() == preparation.width()) {
            return pixels; // the graph would answer the same numbers, of which a test makes sure
        }
        return answer(pixels);
    }

    /// What the graph answers, even where nothing is to be done.
    Pixels answer(Pixels pixels) {
        Input input = Input.of(
                ElementType.UINT8,
                MemorySegment.ofArray(pixels.bytes()),
                pixels.height(),
                pixels.width(),
                pixels.channels());
        Output output = Objects.requireNonNull(
                session.run(Map.of(ImagePreparation.IMAGE, input)).get(ImagePreparation.PIXELS));
        return Pixels.of(
                preparation.height(),
                preparation.width(),
                preparation.channels(),
                output.memory().toArray(ValueLayout.JAVA_BYTE));
    }

    @Override
    public void close() {
        session.close();
    }
}
