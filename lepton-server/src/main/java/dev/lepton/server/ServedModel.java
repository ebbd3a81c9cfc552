package dev.lepton.server;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.model.Answering;
import dev.lepton.model.Predictions;
import dev.lepton.model.Task;
import dev.lepton.model.bundle.Bundle;
import dev.lepton.model.bundle.Contract;
import dev.lepton.model.bundle.Predictor;
import dev.lepton.table.Schema;
import dev.lepton.table.Table;
import java.nio.file.Path;
import java.util.function.Function;

/// A model under the name by which clients call it.
///
/// @param name what stands in paths: letters, digits, `.`, `_` and `-`
/// @param version what the metadata states and a path may ask for
/// @param answering how answers are to be read
/// @param form what the page shows
/// @param answer from rows of exactly the inputs to one answer a row; called from several threads at once
public record ServedModel(
        String name,
        String version,
        Schema inputs,
        Task task,
        Answering answering,
        Form form,
        Function<Table, Predictions> answer) {

    public ServedModel {
        if (!name.matches("[A-Za-z0-9._-]+")) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT,
                    "\"" + name + "\" cannot be the name of a served model; use letters, digits, \".\", \"_\", \"-\".");
        }
    }

    /// The model of an open bundle, which must stay open for as long as it is served.
    public static ServedModel of(String name, Predictor predictor) {
        Bundle bundle = predictor.bundle();
        Contract contract = bundle.manifest().contract();
        return new ServedModel(
                name,
                "1",
                contract.inputs(),
                contract.task(),
                contract.answering(),
                Form.of(bundle),
                predictor::predict);
    }

    /// The name that a bundle's file suggests: its own without the ending, other characters than those of
    /// names replaced.
    public static String nameOf(Path file) {
        String stem = String.valueOf(file.getFileName()).replaceFirst("[.]lepton$", "");
        String name = stem.replaceAll("[^A-Za-z0-9._-]", "_");
        return name.isEmpty() ? "model" : name;
    }
}
