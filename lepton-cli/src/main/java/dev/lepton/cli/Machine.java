package dev.lepton.cli;

import dev.lepton.base.Bytes;
import java.io.File;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;
import oshi.hardware.GraphicsCard;
import oshi.hardware.HardwareAbstractionLayer;

/// What the machine under this process has that matters to training and serving.
///
/// Facts are strings, numbers, booleans, amounts and lists of these, by section and name, so that text and
/// JSON show the same.
final class Machine {

    private static final List<String> FEATURES =
            List.of("avx2", "fma", "avx512f", "avx512_vnni", "avx_vnni", "avx512_bf16", "amx_int8", "amx_bf16");

    private Machine() {}

    static Map<String, Map<String, Object>> facts(Map<String, String> environment) {
        HardwareAbstractionLayer hardware = new SystemInfo().getHardware();
        Map<String, Map<String, Object>> sections = new LinkedHashMap<>();
        sections.put("java", java());
        sections.put("processor", processor(hardware.getProcessor()));
        sections.put("memory", memory(hardware));
        sections.put("accelerators", accelerators(hardware, environment));
        sections.put("disk", disk());
        sections.put("locale", locale());
        sections.put("versions", Engines.versions());
        sections.put("engines", Engines.tried());
        sections.put("chosen", chosen(environment));
        return sections;
    }

    private static Map<String, Object> java() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("version", Runtime.version().toString());
        facts.put("vendor", System.getProperty("java.vendor"));
        facts.put("home", System.getProperty("java.home"));
        facts.put(
                "collectors",
                ManagementFactory.getGarbageCollectorMXBeans().stream()
                        .map(GarbageCollectorMXBean::getName)
                        .toList());
        return facts;
    }

    private static Map<String, Object> processor(CentralProcessor processor) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("name", processor.getProcessorIdentifier().getName().strip());
        facts.put("physical cores", processor.getPhysicalProcessorCount());
        facts.put("logical cores", processor.getLogicalProcessorCount());
        facts.put("usable by this process", Runtime.getRuntime().availableProcessors());
        String flags = " " + String.join(" ", processor.getFeatureFlags()).toLowerCase(Locale.ROOT) + " ";
        facts.put(
                "vector instructions",
                FEATURES.stream()
                        .filter(name -> flags.contains(" " + name + " "))
                        .toList());
        return facts;
    }

    private static Map<String, Object> memory(HardwareAbstractionLayer hardware) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("total", new Bytes(hardware.getMemory().getTotal()));
        facts.put("available", new Bytes(hardware.getMemory().getAvailable()));
        if (ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system) {
            facts.put("limit of container", new Bytes(system.getTotalMemorySize()));
        }
        return facts;
    }

    private static Map<String, Object> accelerators(
            HardwareAbstractionLayer hardware, Map<String, String> environment) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put(
                "graphics cards",
                hardware.getGraphicsCards().stream().map(GraphicsCard::getName).toList());
        facts.put("nvidia-smi", onPath("nvidia-smi", environment));
        facts.put("energy counters", energyCounters());
        return facts;
    }

    private static boolean onPath(String program, Map<String, String> environment) {
        return Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /// The counters of Linux's power capping framework that this user may read.
    private static List<String> energyCounters() {
        List<String> readable = new ArrayList<>();
        try (DirectoryStream<Path> zones = Files.newDirectoryStream(Path.of("/sys/class/powercap"))) {
            for (Path zone : zones) {
                if (Files.isReadable(zone.resolve("energy_uj"))) {
                    readable.add(zone.getFileName().toString());
                }
            }
        } catch (IOException e) {
            return List.of();
        }
        return List.copyOf(new TreeSet<>(readable));
    }

    private static Map<String, Object> disk() {
        Map<String, Object> facts = new LinkedHashMap<>();
        Path here = Path.of("").toAbsolutePath();
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        facts.put("working folder", here.toString());
        facts.put("free there", new Bytes(here.toFile().getUsableSpace()));
        facts.put("temporary folder", temporary.toString());
        facts.put("free in temporary", new Bytes(temporary.toFile().getUsableSpace()));
        return facts;
    }

    private static Map<String, Object> locale() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("locale", Locale.getDefault().toLanguageTag());
        facts.put("encoding", Charset.defaultCharset().name());
        facts.put("native encoding", System.getProperty("native.encoding"));
        facts.put("time zone", ZoneId.systemDefault().getId());
        return facts;
    }

    private static Map<String, Object> chosen(Map<String, String> environment) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("threads", Runtime.getRuntime().availableProcessors());
        facts.put("heap", new Bytes(Runtime.getRuntime().maxMemory()));
        facts.put("OMP_WAIT_POLICY", environment.getOrDefault("OMP_WAIT_POLICY", "unset"));
        return facts;
    }
}
