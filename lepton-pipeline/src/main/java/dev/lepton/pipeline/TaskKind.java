package dev.lepton.pipeline;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.base.Names;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// The tasks that a plan can name before the data is known.
public enum TaskKind {
    BINARY,
    MULTICLASS,
    REGRESSION;

    /// The name as plans write it: `binary`, `multiclass`, `regression`.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean isClassification() {
        return this != REGRESSION;
    }

    /// @throws LeptonException INVALID_ARGUMENT naming the nearest task
    public static TaskKind parse(String id) {
        for (TaskKind kind : values()) {
            if (kind.id().equals(id.strip().toLowerCase(Locale.ROOT))) {
                return kind;
            }
        }
        List<String> known = Arrays.stream(values()).map(TaskKind::id).toList();
        throw new LeptonException(ErrorCode.INVALID_ARGUMENT, "\"" + id + "\" is no task." + Names.hint(id, known));
    }
}
