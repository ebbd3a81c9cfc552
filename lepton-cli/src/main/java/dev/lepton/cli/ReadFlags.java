package dev.lepton.cli;

import dev.lepton.base.Bytes;
import dev.lepton.data.DateOrder;
import dev.lepton.data.ReadOptions;
import dev.lepton.pipeline.Input;
import dev.lepton.table.ColumnKind;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import picocli.CommandLine.Option;

/// The options that say how a command reads its table.
final class ReadFlags {

    @Option(names = "--threads", paramLabel = "N", description = "Threads to use; default all.")
    private Optional<Integer> threads = Optional.empty();

    @Option(names = "--memory", paramLabel = "SIZE", description = "Memory of the whole run, as 8g.")
    private Optional<Bytes> memory = Optional.empty();

    @Option(
            names = "--kind",
            paramLabel = "COL=KIND",
            description = "A column's kind: number, category, text, timestamp or flag.")
    private Map<String, ColumnKind> kinds = new LinkedHashMap<>();

    @Option(names = "--missing", paramLabel = "TOKEN", split = ",", description = "Cells that mean: not known.")
    private List<String> missing = new ArrayList<>();

    @Option(
            names = "--date-format",
            paramLabel = "FORMAT",
            description = "d/m/y or m/d/y, where dates as 01/02/2024 do not tell it.")
    private Optional<DateOrder> dates = Optional.empty();

    @Option(names = "--query", paramLabel = "SQL", description = "What to ask a database.")
    private Optional<String> query = Optional.empty();

    @Option(names = "--delimiter", paramLabel = "CHAR", description = "The character between cells; found out.")
    private Optional<Character> delimiter = Optional.empty();

    @Option(names = "--encoding", description = "The encoding of text; default UTF-8.")
    private Optional<Charset> encoding = Optional.empty();

    /// The options as the user set them over the defaults.
    ReadOptions options() {
        ReadOptions options = ReadOptions.DEFAULTS.withKinds(kinds);
        options = missing.isEmpty() ? options : options.withMissing(missing);
        options = set(options, threads, ReadOptions::withThreads);
        // The engine that reads gets the part that the launcher did not give to the heap.
        options = set(options, memory.map(all -> new Bytes(all.count() * 3 / 10)), ReadOptions::withMemory);
        options = set(options, dates, ReadOptions::withDates);
        options = set(options, query, ReadOptions::withQuery);
        options = set(options, delimiter, ReadOptions::withDelimiter);
        return set(options, encoding, ReadOptions::withEncoding);
    }

    /// The same as a plan's input; kinds are then those that the model knows.
    Input input(String source) {
        Input input = Input.of(source);
        input = missing.isEmpty() ? input : input.withMissing(missing);
        input = dates.isPresent() ? input.withDates(dates.get()) : input;
        input = query.isPresent() ? input.withQuery(query.get()) : input;
        input = delimiter.isPresent() ? input.withDelimiter(delimiter.get()) : input;
        return encoding.isPresent() ? input.withEncoding(encoding.get()) : input;
    }

    int threadsOrAll() {
        return threads.orElse(Runtime.getRuntime().availableProcessors());
    }

    private static <V> ReadOptions set(
            ReadOptions base, Optional<V> value, BiFunction<ReadOptions, V, ReadOptions> with) {
        return value.isPresent() ? with.apply(base, value.get()) : base;
    }
}
