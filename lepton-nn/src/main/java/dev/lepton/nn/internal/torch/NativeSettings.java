package dev.lepton.nn.internal.torch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// What OpenBLAS, which multiplies libtorch's float32 matrices, and OpenMP, whose threads libtorch computes with,
/// must be told before they are loaded.
///
/// OpenBLAS's own choice of kernels goes by the maker of the processor: on AMD's it takes AVX2 even where there is
/// AVX-512, which was measured 1.2 to 3.5 times slower. And its threads spin between two products, where they
/// take the cores from libtorch's own threads: with two, a dense layer of 256 units was 20 times slower, though a
/// product of 2,048 a side was twice as fast.
///
/// OpenMP's threads spin a little between two operators even where a passive policy would put them to sleep: a
/// net's step has many short ones, and waking took a third of a small CNN's step in bfloat16 and nearly half of
/// an MLP's. The count is small enough not to hold a core against another process for long.
final class NativeSettings {

    private static final Set<String> AVX_512 = Set.of("avx512f", "avx512dq", "avx512bw", "avx512vl");

    private NativeSettings() {}

    static Map<String, String> forThisMachine() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("OPENBLAS_NUM_THREADS", "1");
        settings.put("GOMP_SPINCOUNT", "100000");
        settings.putAll(kernels(processor()));
        return settings;
    }

    /// The setting of the kernels for a processor, none where OpenBLAS chooses well by itself.
    ///
    /// @param processor lines of Linux's `/proc/cpuinfo`; empty on other systems
    static Map<String, String> kernels(String processor) {
        Set<String> flags = new TreeSet<>();
        boolean amd = false;
        for (String line : processor.lines().toList()) {
            amd |= line.startsWith("vendor_id") && line.endsWith("AuthenticAMD");
            if (line.startsWith("flags")) {
                flags.addAll(Arrays.asList(
                        line.substring(line.indexOf(':') + 1).trim().split(" ")));
            }
        }
        if (!amd || !flags.containsAll(AVX_512)) {
            return Map.of();
        }
        return Map.of("OPENBLAS_CORETYPE", flags.contains("avx512_bf16") ? "Cooperlake" : "SkylakeX");
    }

    private static String processor() {
        try {
            return Files.readString(Path.of("/proc/cpuinfo"));
        } catch (IOException e) {
            return ""; // not Linux: OpenBLAS's own choice stands
        }
    }
}
