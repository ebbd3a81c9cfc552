package dev.lepton.nn.train;

import java.util.Optional;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// While it is open, libtorch computes in bfloat16 what gains by it. Closing drops the copies of
/// weights that it made, which would otherwise answer for the weights of all later steps.
final class Autocast implements AutoCloseable {

    private final Optional<DeviceType> device; // empty where nothing changes

    Autocast(Precision precision, Device device) {
        this.device = precision == Precision.BF16 ? Optional.of(device.type()) : Optional.empty();
        this.device.ifPresent(type -> {
            torch.set_autocast_dtype(type, ScalarType.BFloat16);
            torch.set_autocast_enabled(type, true);
        });
    }

    @Override
    public void close() {
        device.ifPresent(type -> {
            torch.set_autocast_enabled(type, false);
            torch.clear_cache();
        });
    }
}
