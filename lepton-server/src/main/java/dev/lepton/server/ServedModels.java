package dev.lepton.server;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.base.Names;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The models of one server by name; immutable.
final class ServedModels {

    private final Map<String, ServedModel> byName = new LinkedHashMap<>();

    ServedModels(List<ServedModel> models) {
        for (ServedModel model : models) {
            if (byName.put(model.name(), model) != null) {
                throw new LeptonException(
                        ErrorCode.INVALID_ARGUMENT,
                        "Two models are named \"" + model.name() + "\"; give each a name of its own as NAME=FILE.");
            }
        }
        if (byName.isEmpty()) {
            throw new LeptonException(ErrorCode.INVALID_ARGUMENT, "There is no model to serve.");
        }
    }

    List<ServedModel> all() {
        return List.copyOf(byName.values());
    }

    /// @param version the version asked for, or the empty string for the one there is
    /// @throws LeptonException NOT_FOUND with the nearest name
    ServedModel find(String name, String version) {
        ServedModel model = byName.get(name);
        if (model == null) {
            throw new LeptonException(
                    ErrorCode.NOT_FOUND, "There is no model \"" + name + "\"." + Names.hint(name, byName.keySet()));
        }
        if (!version.isEmpty() && !version.equals(model.version())) {
            throw new LeptonException(
                    ErrorCode.NOT_FOUND,
                    "Model \"" + name + "\" has no version \"" + version + "\"; it is at version \"" + model.version()
                            + "\".");
        }
        return model;
    }
}
