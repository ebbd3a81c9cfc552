package dev.lepton.data;

import dev.lepton.base.Bytes;
import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.base.Problems;
import dev.lepton.table.ColumnKind;
import dev.lepton.table.Schema;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How a source is read.
///
/// @param missing cells that mean "not known" in every column, beside empty and blank ones
/// @param kinds kinds of columns by name, where the inferred ones are not wanted
/// @param schema the columns to read and their kinds, as a trained model knows them; empty reads all
///     columns
/// @param limit rows to read at most, from the first
/// @param memory bytes that DuckDB may use before it spills to disk
/// @param threads threads that read
/// @param query what to ask a database; empty for files
/// @param delimiter the character between cells; empty finds it out
/// @param encoding the encoding of delimited text
/// @param dates the order of day and month in dates whose year stands last, where the cells do not tell it
public record ReadOptions(
        List<String> missing,
        Map<String, ColumnKind> kinds,
        Optional<Schema> schema,
        long limit,
        Bytes memory,
        int threads,
        Optional<String> query,
        Optional<Character> delimiter,
        Charset encoding,
        Optional<DateOrder> dates) {

    /// Tokens that mean "not known" in every kind of column. `None` and `?` are not among them: they are
    /// levels of real categories ("no garage"), and mean "not known" only among numbers and moments, see
    /// [MissingTokens].
    public static final List<String> MISSING =
            List.of("NA", "N/A", "n/a", "#N/A", "<NA>", "NaN", "nan", "NULL", "null");

    /// All columns and rows, kinds inferred, UTF-8, 4 GB and every processor.
    public static final ReadOptions DEFAULTS = new ReadOptions(
            MISSING,
            Map.of(),
            Optional.empty(),
            Long.MAX_VALUE,
            Bytes.parse("4g"),
            Runtime.getRuntime().availableProcessors(),
            Optional.empty(),
            Optional.empty(),
            StandardCharsets.UTF_8,
            Optional.empty());

    public ReadOptions {
        missing = List.copyOf(missing);
        kinds = Map.copyOf(kinds);
        new Problems("The options of reading")
                .require(limit > 0, "The limit of rows is " + limit + "; give at least 1.")
                .require(threads > 0, "The number of threads is " + threads + "; give at least 1.")
                .require(memory.count() >= 64L << 20, "The memory is " + memory + "; reading needs at least 64 MB.")
                .throwIfAny(ErrorCode.INVALID_ARGUMENT);
    }

    public ReadOptions withMissing(List<String> tokens) {
        return new ReadOptions(tokens, kinds, schema, limit, memory, threads, query, delimiter, encoding, dates);
    }

    public ReadOptions withKinds(Map<String, ColumnKind> overrides) {
        return new ReadOptions(missing, overrides, schema, limit, memory, threads, query, delimiter, encoding, dates);
    }

    /// Reads only the schema's columns, in its order and of its kinds; a cell that does not fit is an
    /// error.
    public ReadOptions withSchema(Schema expected) {
        return new ReadOptions(
                missing, kinds, Optional.of(expected), limit, memory, threads, query, delimiter, encoding, dates);
    }

    public ReadOptions withLimit(long rows) {
        return new ReadOptions(missing, kinds, schema, rows, memory, threads, query, delimiter, encoding, dates);
    }

    public ReadOptions withMemory(Bytes most) {
        return new ReadOptions(missing, kinds, schema, limit, most, threads, query, delimiter, encoding, dates);
    }

    public ReadOptions withThreads(int count) {
        return new ReadOptions(missing, kinds, schema, limit, memory, count, query, delimiter, encoding, dates);
    }

    public ReadOptions withQuery(String sql) {
        return new ReadOptions(
                missing, kinds, schema, limit, memory, threads, Optional.of(sql), delimiter, encoding, dates);
    }

    public ReadOptions withDelimiter(char character) {
        if (character == '"' || character == '\n' || character == '\r' || Character.isLetterOrDigit(character)) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT,
                    "\"" + character + "\" cannot stand between cells; give a sign such as , ; | or a tab.");
        }
        return new ReadOptions(
                missing, kinds, schema, limit, memory, threads, query, Optional.of(character), encoding, dates);
    }

    public ReadOptions withEncoding(Charset charset) {
        return new ReadOptions(missing, kinds, schema, limit, memory, threads, query, delimiter, charset, dates);
    }

    public ReadOptions withDates(DateOrder order) {
        return new ReadOptions(
                missing, kinds, schema, limit, memory, threads, query, delimiter, encoding, Optional.of(order));
    }

    /// The kind that a column must have: the schema's, else the override's, else none.
    Optional<ColumnKind> kindOf(String name) {
        if (schema.isPresent() && schema.get().contains(name)) {
            return Optional.of(schema.get().field(name).kind());
        }
        return Optional.ofNullable(kinds.get(name));
    }
}
