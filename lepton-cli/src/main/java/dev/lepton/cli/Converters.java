package dev.lepton.cli;

import dev.lepton.base.Bytes;
import dev.lepton.base.Durations;
import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.data.DateOrder;
import dev.lepton.model.Loss;
import dev.lepton.model.Requirement;
import dev.lepton.pipeline.Preset;
import dev.lepton.pipeline.TaskKind;
import dev.lepton.table.ColumnKind;
import java.math.BigDecimal;
import java.time.Duration;
import picocli.CommandLine;

/// How words become values of Lepton's own types.
final class Converters {

    private Converters() {}

    static void register(CommandLine parser) {
        parser.registerConverter(Bytes.class, Bytes::parse);
        parser.registerConverter(Duration.class, Durations::parse);
        parser.registerConverter(Preset.class, Preset::parse);
        parser.registerConverter(TaskKind.class, TaskKind::parse);
        parser.registerConverter(ColumnKind.class, ColumnKind::parse);
        parser.registerConverter(DateOrder.class, DateOrder::parse);
        parser.registerConverter(Loss.class, Loss::parse);
        parser.registerConverter(Requirement.class, Requirement::parse);
        parser.registerConverter(BigDecimal.class, Converters::amount);
        parser.registerConverter(Integer.class, Converters::whole);
        parser.registerConverter(int.class, Converters::whole);
        parser.registerConverter(Long.class, Converters::wholeLong);
        parser.registerConverter(long.class, Converters::wholeLong);
    }

    private static BigDecimal amount(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT, "\"" + text + "\" came; an amount was expected, as 0.05.", e);
        }
    }

    private static Integer whole(String text) {
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException e) {
            throw noNumber(text, e);
        }
    }

    private static Long wholeLong(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            throw noNumber(text, e);
        }
    }

    private static LeptonException noNumber(String text, NumberFormatException cause) {
        return new LeptonException(
                ErrorCode.INVALID_ARGUMENT, "\"" + text + "\" came; a whole number was expected, as 10.", cause);
    }
}
