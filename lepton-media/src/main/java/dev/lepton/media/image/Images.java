package dev.lepton.media.image;

import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicReference;
import javax.imageio.IIOException;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;

/// Images from encoded bytes: JPEG, PNG, WebP, TIFF, BMP, GIF (its first picture), and portable maps.
///
/// The result is upright, has 1 channel where the file is grey and 3 where it has colours, and nothing behind
/// it: what is transparent shows white. 16 bits are rounded to 8, CMYK is made RGB. Colour profiles are not
/// applied, as other tools for learning do not either. Any number of threads may decode at once.
public final class Images {

    private Images() {}

    public static Pixels decode(byte[] file, String name) {
        return decode(file, name, ImageLimits.DEFAULTS);
    }

    /// @param name of the file, for messages
    /// @throws LeptonException INVALID_DATA where the bytes are no image, are damaged, end too early or ask
    ///     for more pixels than `limits` allow; UNSUPPORTED for an encoding that is not read
    public static Pixels decode(byte[] file, String name, ImageLimits limits) {
        ImageForm form = ImageForm.of(file).orElseThrow(() -> unknown(file, name));
        if (form == ImageForm.PNM) {
            return Pnm.decode(file, name, limits);
        }
        if (form == ImageForm.JPEG && JpegHead.isPlain(file)) {
            try {
                return Orientation.of(form, file).upright(pixels(own(form), file, name, limits));
            } catch (IOException | RuntimeException e) {
                // the other reader bears more, and says what is wrong
            }
        }
        try {
            return Orientation.of(form, file).upright(pixels(reader(form), file, name, limits));
        } catch (LeptonException e) {
            throw e;
        } catch (IOException | RuntimeException e) { // readers throw whatever damaged bytes lead them into
            throw new LeptonException(
                    ErrorCode.INVALID_DATA,
                    "\"" + name + "\" is a damaged " + form.title() + " file: "
                            + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()),
                    e);
        }
    }

    private static Pixels pixels(ImageReader reader, byte[] file, String name, ImageLimits limits) throws IOException {
        try (ImageInputStream stream = new ByteArrayImageInputStream(file)) {
            AtomicReference<String> cut = new AtomicReference<>("");
            reader.addIIOReadWarningListener((source, warning) -> {
                if (warning.contains("remature end")
                        && !warning.contains("data segment")) { // the file, not a part of it
                    cut.set(warning);
                }
            });
            reader.setInput(stream, true, true);
            limits.check(name, reader.getHeight(0), reader.getWidth(0), file.length);
            BufferedImage image = reader.read(0);
            if (!cut.get().isEmpty()) {
                throw new IIOException("it ends too early");
            }
            return Rasters.pixels(image);
        } finally {
            reader.dispose();
        }
    }

    /// An image as a file that holds its pixels as they are; [#decode] reads it.
    ///
    /// @param image of 1 or 3 channels
    public static byte[] encode(Pixels image) {
        return Pnm.encode(image);
    }

    private static ImageReader reader(ImageForm form) throws IOException {
        return switch (form) {
            case JPEG -> registered(JPEGImageReaderSpi.class).createReaderInstance();
            case TIFF -> registered(TIFFImageReaderSpi.class).createReaderInstance();
            case WEBP -> registered(WebPImageReaderSpi.class).createReaderInstance();
            case PNG, GIF, BMP, PNM -> own(form);
        };
    }

    /// A provider must be registered before it works; looking one up by its class does not depend on which
    /// class loader looked for providers first.
    private static <T extends ImageReaderSpi> T registered(Class<T> type) {
        IIORegistry registry = IIORegistry.getDefaultInstance();
        T provider = registry.getServiceProviderByClass(type);
        if (provider == null) {
            registry.registerApplicationClasspathSpis();
            provider = registry.getServiceProviderByClass(type);
        }
        if (provider == null) {
            throw new LeptonException(
                    ErrorCode.INTERNAL, "The reader of images " + type.getName() + " is not on the class path.");
        }
        return provider;
    }

    /// The JDK's reader, even where another is registered for the same format.
    private static ImageReader own(ImageForm form) throws IOException {
        Iterator<ImageReaderSpi> providers =
                IIORegistry.getDefaultInstance().getServiceProviders(ImageReaderSpi.class, true);
        while (providers.hasNext()) {
            ImageReaderSpi provider = providers.next();
            if (provider.getClass().getName().startsWith("com.sun.imageio.")
                    && provider.getFormatNames()[0].equalsIgnoreCase(form.title())) {
                return provider.createReaderInstance();
            }
        }
        throw new LeptonException(ErrorCode.INTERNAL, "This Java platform has no reader of " + form.title() + ".");
    }

    private static LeptonException unknown(byte[] file, String name) {
        if (file.length == 0) {
            return new LeptonException(ErrorCode.INVALID_DATA, "\"" + name + "\" is empty.");
        }
        StringBuilder start = new StringBuilder();
        for (int i = 0; i < Math.min(8, file.length); i++) {
            start.append(String.format("%s%02x", i == 0 ? "" : " ", file[i]));
        }
        return new LeptonException(
                ErrorCode.UNSUPPORTED,
                "\"" + name + "\" is no image that is read: it begins with " + start
                        + ", but JPEG, PNG, WebP, TIFF, BMP" + " or GIF was expected.");
    }
}
