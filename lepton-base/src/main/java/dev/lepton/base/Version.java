package dev.lepton.base;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// The version of this Lepton, as the build wrote it beside this class.
public final class Version {

    private Version() {}

    /// As `0.1.0`, with `-SNAPSHOT` between releases.
    public static String text() {
        try (InputStream in = Version.class.getResourceAsStream("version.txt")) {
            if (in == null) {
                throw new LeptonException(ErrorCode.INTERNAL, "The file version.txt is missing from the jar.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new LeptonException(ErrorCode.INTERNAL, "The version cannot be read from the jar.", e);
        }
    }
}
