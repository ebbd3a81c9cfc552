package dev.lepton.pipeline;

import dev.lepton.base.Bytes;
import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a run works with, for its provenance.
final class Machine {

    private Machine() {}

    /// The version of Lepton.
    static String lepton() {
        return versions().getProperty("lepton");
    }

    /// Versions of the engines and of Java, by name.
    static SortedMap<String, String> engines() {
        SortedMap<String, String> engines = new TreeMap<>();
        Properties versions = versions();
        versions.stringPropertyNames().stream()
                .filter(name -> !name.equals("lepton"))
                .forEach(name -> engines.put(name, versions.getProperty(name)));
        engines.put("java", Runtime.version().toString());
        return engines;
    }

    static SortedMap<String, String> machine() {
        Runtime runtime = Runtime.getRuntime();
        SortedMap<String, String> machine = new TreeMap<>();
        machine.put("processors", Integer.toString(runtime.availableProcessors()));
        machine.put("heap", new Bytes(runtime.maxMemory()).toString());
        machine.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        return machine;
    }

    private static Properties versions() {
        Properties versions = new Properties();
        try (InputStream file = Machine.class.getResourceAsStream("versions.properties")) {
            if (file == null) {
                throw new LeptonException(ErrorCode.INTERNAL, "versions.properties is not on the class path.");
            }
            versions.load(file);
            return versions;
        } catch (IOException e) {
            throw new LeptonException(ErrorCode.INTERNAL, "versions.properties cannot be read.", e);
        }
    }
}
