package dev.lepton.model.bundle;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// `checksums.json`: the SHA-256 of every other entry of a bundle.
final class Checksums {

    static final String FILE = "checksums.json";

    private Checksums() {}

    static byte[] of(List<Entry> entries) {
        ObjectNode root = Json.object();
        entries.forEach(entry -> root.put(entry.name(), entry.packed().sha256()));
        return Json.bytes(root);
    }

    /// @param checksums the content of [#FILE]
    /// @throws LeptonException INVALID_MODEL naming every entry that is changed, missing or too many
    static void verify(byte[] checksums, Map<String, byte[]> entries) {
        Json.Cursor root = Json.read(FILE, checksums);
        List<String> wrong = new ArrayList<>();
        for (String name : root.names()) {
            byte[] content = entries.get(name);
            if (content == null) {
                wrong.add(name + " is missing");
            } else if (!sha256(content).equals(root.at(name).text())) {
                wrong.add(name + " was changed");
            }
        }
        for (String name : entries.keySet()) {
            if (!name.equals(FILE) && !root.has(name)) {
                wrong.add(name + " was added");
            }
        }
        if (!wrong.isEmpty()) {
            throw new LeptonException(
                    ErrorCode.INVALID_MODEL,
                    "its content is not what was written: " + String.join(", ", wrong)
                            + ". Copy the file again from where it was made.");
        }
    }

    static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new LeptonException(ErrorCode.INTERNAL, "This Java has no SHA-256.", e);
        }
    }
}
