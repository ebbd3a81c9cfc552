package dev.lepton.nn.internal.torch;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.base.Progress;
import dev.lepton.nn.Place;
import java.io.File;
import java.io.IOException;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;

/// libtorch itself: loads its libraries once for the process, with settings that must stand before.
///
/// Nothing of `org.bytedeco.pytorch` may be touched before [#ready()].
public final class Torch {

    private Torch() {}

    /// Loading happens when this class is first used; the JVM sees to it that it happens once.
    private static final class Loaded {
        static final int THREADS = load();

        private static int load() {
            NativeSettings.forThisMachine().forEach(Environment::setWhereUnset);
            NativeMemory.keep();
            try {
                Loader.load(torch.class);
            } catch (UnsatisfiedLinkError e) {
                throw new LeptonException(
                        ErrorCode.UNSUPPORTED,
                        "libtorch cannot be loaded on " + System.getProperty("os.name") + ", "
                                + System.getProperty("os.arch") + ": " + e.getMessage()
                                + ". Nets need Linux or Windows on x86-64, or macOS on arm64, and 1 GB of room in "
                                + "the cache folder that -Dorg.bytedeco.javacpp.cachedir names.",
                        e);
            }
            // Operators of one net never run side by side here; a second pool would only fight the first.
            torch.set_num_interop_threads(1);
            return torch.get_num_threads();
        }

        private Loaded() {}
    }

    /// Loads libtorch where that has not been done.
    ///
    /// @throws LeptonException with `UNSUPPORTED` where there is none for this platform
    public static void ready() {
        if (Loaded.THREADS < 1) {
            throw new LeptonException(ErrorCode.INTERNAL, "libtorch offers no thread.");
        }
    }

    /// As [#ready()], and reports the stage `libtorch` where 400 MB must be unpacked first, which happens once on
    /// a machine.
    public static void ready(Progress progress) {
        if (isUnpacked()) {
            ready();
            return;
        }
        progress.on(new Progress.Event.StageStarted("libtorch"));
        ready();
        progress.on(new Progress.Event.StageFinished("libtorch", "unpacked to " + cache()));
    }

    private static boolean isUnpacked() {
        File[] libraries = cache().listFiles((folder, name) -> name.startsWith("pytorch-"));
        return libraries != null && libraries.length > 0;
    }

    private static File cache() {
        try {
            return Loader.getCacheDir();
        } catch (IOException e) {
            throw new LeptonException(
                    ErrorCode.RESOURCE_EXHAUSTED,
                    "There is no folder that libtorch can be unpacked to: " + e.getMessage()
                            + ". Name one with -Dorg.bytedeco.javacpp.cachedir.",
                    e);
        }
    }

    /// How many threads one operator may use from now on, when it is called by this thread.
    public static void threads(int threads) {
        ready();
        torch.set_num_threads(threads);
    }

    /// The threads that one operator uses.
    public static int threads() {
        ready();
        return torch.get_num_threads();
    }

    /// The device that a place means on this machine.
    ///
    /// @throws LeptonException with `RESOURCE_EXHAUSTED` where there is no such device
    static Device device(Place place) {
        ready();
        return switch (place) {
            case Place.Cpu cpu -> new Device(DeviceType.CPU);
            case Place.Auto auto ->
                torch.cuda_is_available() ? new Device(DeviceType.CUDA, (byte) 0) : new Device(DeviceType.CPU);
            case Place.Cuda(int index) -> {
                int devices = torch.cuda_is_available() ? torch.cuda_device_count() : 0;
                if (index >= devices) {
                    throw new LeptonException(
                            ErrorCode.RESOURCE_EXHAUSTED,
                            "cuda:" + index + " was asked for, but libtorch sees " + devices
                                    + " GPUs. Build with -P cuda, install NVIDIA's driver for CUDA 13, or give cpu.");
                }
                yield new Device(DeviceType.CUDA, (byte) index);
            }
        };
    }
}
