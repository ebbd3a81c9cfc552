package dev.lepton.pipeline;

import dev.lepton.data.DateOrder;
import dev.lepton.data.ReadOptions;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// Where the rows of a plan come from and how their cells are read.
///
/// @param source a file, a glob of files, or a `jdbc:` URL
/// @param query what to ask a database
/// @param delimiter the character between cells; empty finds it out
/// @param missing cells that mean "not known" beside empty ones
/// @param dates the order of day and month in dates as 01/02/2024, where the cells do not tell it
public record Input(
        String source,
        Optional<String> query,
        Optional<Character> delimiter,
        Charset encoding,
        List<String> missing,
        Optional<DateOrder> dates) {

    public Input {
        missing = List.copyOf(missing);
    }

    /// With everything but the source found out or by default.
    public static Input of(String source) {
        return new Input(
                source,
                Optional.empty(),
                Optional.empty(),
                StandardCharsets.UTF_8,
                ReadOptions.MISSING,
                Optional.empty());
    }

    public Input withSource(String other) {
        return new Input(other, query, delimiter, encoding, missing, dates);
    }

    public Input withQuery(String sql) {
        return new Input(source, Optional.of(sql), delimiter, encoding, missing, dates);
    }

    public Input withDelimiter(char character) {
        return new Input(source, query, Optional.of(character), encoding, missing, dates);
    }

    public Input withEncoding(Charset charset) {
        return new Input(source, query, delimiter, charset, missing, dates);
    }

    public Input withMissing(List<String> tokens) {
        return new Input(source, query, delimiter, encoding, tokens, dates);
    }

    public Input withDates(DateOrder order) {
        return new Input(source, query, delimiter, encoding, missing, Optional.of(order));
    }

    /// How the source is read with at most `threads` threads.
    ReadOptions readOptions(Columns columns, int threads) {
        ReadOptions options = ReadOptions.DEFAULTS
                .withMissing(missing)
                .withKinds(columns.kinds())
                .withEncoding(encoding)
                .withThreads(threads);
        options = dates.isPresent() ? options.withDates(dates.get()) : options;
        options = query.isPresent() ? options.withQuery(query.get()) : options;
        return delimiter.isPresent() ? options.withDelimiter(delimiter.get()) : options;
    }
}
