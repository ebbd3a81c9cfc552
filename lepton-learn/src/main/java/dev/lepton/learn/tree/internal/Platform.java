package dev.lepton.learn.tree.internal;

import java.util.Locale;

/// The operating system and processor that this JVM runs on, in the words that engines name their builds
/// by.
enum Platform {
    LINUX,
    MACOS,
    WINDOWS;

    static Platform current() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return system.startsWith("mac") ? MACOS : system.startsWith("win") ? WINDOWS : LINUX;
    }

    /// `x86_64` or `aarch64`, or what the JVM says where it is neither.
    static String architecture() {
        String processor = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return switch (processor) {
            case "amd64", "x86_64" -> "x86_64";
            case "arm64", "aarch64" -> "aarch64";
            default -> processor;
        };
    }
}
