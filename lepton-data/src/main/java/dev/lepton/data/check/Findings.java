package dev.lepton.data.check;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.Comparator;
import java.util.List;

/// Lists of findings as programs read them.
public final class Findings {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Findings() {}

    /// A JSON array of objects with `severity`, `check`, `where` and `message`.
    public static String toJson(List<Finding> findings) {
        ArrayNode array = JSON.createArrayNode();
        findings.forEach(finding -> array.addObject()
                .put("severity", finding.severity().label())
                .put("check", finding.check())
                .put("where", finding.where())
                .put("message", finding.message()));
        return array.toString();
    }

    /// The worst first, otherwise in the order of finding.
    static List<Finding> sorted(List<Finding> findings) {
        return findings.stream().sorted(Comparator.comparing(Finding::severity)).toList();
    }
}
