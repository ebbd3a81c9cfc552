package dev.lepton.data;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.table.Column;
import dev.lepton.table.ColumnKind;
import dev.lepton.table.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/// Tables from sources.
public final class Tables {

    private Tables() {}

    /// Reads all columns of a source, kinds inferred.
    public static Reading read(Source source) {
        return read(source, ReadOptions.DEFAULTS);
    }

    /// Reads a source; rows keep the source's order.
    ///
    /// @throws LeptonException NOT_FOUND where nothing is there, INVALID_DATA where it is not what it
    ///     should be, RESOURCE_EXHAUSTED where it does not fit, EXTERNAL_FAILURE where a database fails
    public static Reading read(Source source, ReadOptions options) {
        Set<String> asText = new HashSet<>();
        while (true) {
            try (Engine engine = Engine.open(options)) {
                RawTable raw = load(engine, source, options, asText);
                KindInference inference = new KindInference(engine, options, raw);
                List<ColumnPlan> plans = inference.plans();
                List<CellSink> sinks = new Fetch(engine, raw, options).cells(plans, options);
                if (!mustReloadAsText(plans, sinks, asText)) {
                    return reading(source, options, raw, inference, plans, sinks);
                }
            }
        }
    }

    private static RawTable load(Engine engine, Source source, ReadOptions options, Set<String> asText) {
        return switch (source) {
            case Source.Files files -> loadFiles(engine, files, options, asText);
            case Source.Database database -> new DatabaseLoader(engine, options).load(database);
        };
    }

    private static RawTable loadFiles(Engine engine, Source.Files source, ReadOptions options, Set<String> asText) {
        List<FileHead> heads = new ArrayList<>();
        Set<FileHead.Form> forms = new HashSet<>();
        for (Path file : SourceFiles.of(source)) {
            FileHead head = FileHead.of(file);
            heads.add(head);
            forms.add(head.form(options.encoding()));
        }
        if (forms.size() > 1 || heads.stream().map(FileHead::gzip).distinct().count() > 1) {
            throw new LeptonException(
                    ErrorCode.INVALID_DATA,
                    "The files of \"" + source + "\" are of several forms; files that are read together must all be "
                            + "delimited text, all Parquet or all JSON, and all compressed or none.");
        }
        return switch (forms.iterator().next()) {
            case DELIMITED -> new DelimitedLoader(engine, options).load(heads, asText);
            case PARQUET -> new SelfDescribedLoader(engine, options).load(heads, FileHead.Form.PARQUET);
            case JSON -> new SelfDescribedLoader(engine, options).load(heads, FileHead.Form.JSON);
        };
    }

    /// Whether columns of large integers lost digits as float64; their names are added to `asText`.
    private static boolean mustReloadAsText(List<ColumnPlan> plans, List<CellSink> sinks, Set<String> asText) {
        boolean any = false;
        for (int i = 0; i < sinks.size(); i++) {
            if (sinks.get(i) instanceof CellSink.Doubles doubles && doubles.lostDigits()) {
                any |= asText.add(plans.get(i).raw().name());
            }
        }
        return any;
    }

    private static Reading reading(
            Source source,
            ReadOptions options,
            RawTable raw,
            KindInference inference,
            List<ColumnPlan> plans,
            List<CellSink> sinks) {
        List<String> warnings = new ArrayList<>(raw.warnings());
        warnings.addAll(inference.warnings());
        LinkedHashMap<String, Column> columns = new LinkedHashMap<>();
        for (int i = 0; i < sinks.size(); i++) {
            String name = plans.get(i).raw().name();
            if (sinks.get(i) instanceof CellSink.Doubles doubles && doubles.infinite() > 0) {
                warnings.add(String.format(
                        Locale.ROOT,
                        "Column \"%s\" holds %,d infinite values, which count as missing.",
                        name,
                        doubles.infinite()));
            }
            columns.put(
                    name,
                    sinks.get(i) instanceof CellSink.Texts texts && plans.get(i).kind() == ColumnKind.ENCODED
                            ? new FileColumn(name, FileColumn.folder(source), warnings).of(texts.column())
                            : sinks.get(i).column());
        }
        Table table = Table.of(columns);
        List<String> tokens = Stream.concat(options.missing().stream(), inference.learntTokens().stream())
                .distinct()
                .toList();
        ReadOptions again = options.withMissing(tokens).withSchema(table.schema());
        List<DateOrder> orders =
                plans.stream().flatMap(plan -> plan.dates().stream()).distinct().toList();
        return new Reading(table, warnings, orders.size() == 1 ? again.withDates(orders.getFirst()) : again);
    }
}
