package dev.lepton.cli;

import dev.lepton.base.Bytes;
import dev.lepton.base.Durations;
import dev.lepton.model.Loss;
import dev.lepton.model.Requirement;
import dev.lepton.pipeline.TaskKind;
import dev.lepton.table.ColumnKind;
import java.time.Duration;
import picocli.CommandLine;

/// How words become values of Lepton's own types.
final class Converters {

    private Converters() {}

    static void register(CommandLine parser) {
        parser.registerConverter(Bytes.class, Bytes::parse);
        parser.registerConverter(Duration.class, Durations::parse);
        parser.registerConverter(TaskKind.class, TaskKind::parse);
        parser.registerConverter(ColumnKind.class, ColumnKind::parse);
        parser.registerConverter(Loss.class, Loss::parse);
        parser.registerConverter(Requirement.class, Requirement::parse);
    }
}
