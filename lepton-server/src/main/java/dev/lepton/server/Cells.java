package dev.lepton.server;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lepton.table.CategoryColumn;
import dev.lepton.table.Column;
import dev.lepton.table.ColumnKind;
import dev.lepton.table.EncodedColumn;
import dev.lepton.table.FlagColumn;
import dev.lepton.table.NumberColumn;
import dev.lepton.table.TextColumn;
import dev.lepton.table.TimestampColumn;
import java.lang.foreign.MemorySegment;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/// The cells of one column, gathered from JSON values one by one.
///
/// A `null`, an empty string and a bare `NaN` are missing cells. Integers stay exact as long as no other
/// number comes between them. Not thread-safe.
final class Cells {

    private static final String EXPECTED_MOMENT =
            "a moment was expected, as 2026-01-31T08:30:00Z or microseconds since 1970";

    private final ColumnKind kind;
    private final double[] doubles; // [row]: number, flag
    private final long[] longs; // [row]: exact number, timestamp
    private final List<String> texts;
    private final List<byte[]> files = new ArrayList<>();
    private boolean exact = true;
    private int size;

    Cells(ColumnKind kind, int rows) {
        this.kind = kind;
        boolean number = kind == ColumnKind.NUMBER || kind == ColumnKind.FLAG;
        this.doubles = new double[number ? rows : 0];
        this.longs = new long[kind == ColumnKind.NUMBER || kind == ColumnKind.TIMESTAMP ? rows : 0];
        this.texts = new ArrayList<>(kind == ColumnKind.CATEGORY || kind == ColumnKind.TEXT ? rows : 0);
    }

    /// Adds the next cell.
    ///
    /// @return what is wrong with it, or the empty string; a wrong cell counts as a missing one
    String add(JsonNode value) {
        boolean missing = value.isNull()
                || value.isMissingNode()
                || (value.isTextual() && value.textValue().isEmpty())
                || (value.isDouble() && Double.isNaN(value.doubleValue()));
        if (missing || value.isContainerNode()) {
            addMissing();
            return missing ? "" : "a list or an object came; one value was expected";
        }
        String wrong = switch (kind) {
            case NUMBER -> number(value);
            case FLAG -> flag(value);
            case TIMESTAMP -> moment(value);
            case CATEGORY, TEXT -> text(value);
            case ENCODED -> file(value);
        };
        if (!wrong.isEmpty()) {
            addMissing();
        }
        return wrong;
    }

    private void addMissing() {
        switch (kind) {
            case NUMBER -> {
                doubles[size] = Double.NaN;
                longs[size] = NumberColumn.MISSING_LONG;
            }
            case FLAG -> doubles[size] = Double.NaN;
            case TIMESTAMP -> longs[size] = TimestampColumn.MISSING;
            case CATEGORY, TEXT -> texts.add("");
            case ENCODED -> files.add(new byte[0]);
        }
        size++;
    }

    private String number(JsonNode value) {
        if (!value.isNumber()) {
            return came(value, "a number was expected" + (looksNumeric(value) ? "; write it without quotes" : ""));
        }
        double number = value.doubleValue();
        if (Double.isInfinite(number)) {
            return value.asText() + " came; a finite number was expected";
        }
        boolean integer =
                value.isIntegralNumber() && value.canConvertToLong() && value.longValue() != NumberColumn.MISSING_LONG;
        exact &= integer;
        longs[size] = value.longValue();
        doubles[size++] = number;
        return "";
    }

    private String flag(JsonNode value) {
        String text = value.asText().toLowerCase(Locale.ROOT);
        double flag = switch (text) {
            case "true", "1", "1.0", "yes" -> 1;
            case "false", "0", "0.0", "no" -> 0;
            default -> Double.NaN;
        };
        if (Double.isNaN(flag)) {
            return came(value, "true or false was expected");
        }
        doubles[size++] = flag;
        return "";
    }

    private String moment(JsonNode value) {
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            longs[size++] = value.longValue();
            return "";
        }
        if (!value.isTextual()) {
            return came(value, EXPECTED_MOMENT);
        }
        try {
            longs[size] = micros(value.textValue().strip());
            size++;
            return "";
        } catch (DateTimeException | ArithmeticException e) {
            return came(value, EXPECTED_MOMENT);
        }
    }

    /// A moment without an offset is one in UTC, as everywhere in Lepton.
    private static long micros(String text) {
        String iso = text.replace(' ', 'T');
        OffsetDateTime moment;
        if (iso.indexOf('T') < 0) {
            moment = LocalDate.parse(iso).atStartOfDay().atOffset(ZoneOffset.UTC);
        } else if (iso.endsWith("Z") || iso.matches(".*T.*[+-]\\d\\d:?\\d\\d")) {
            moment = OffsetDateTime.parse(iso);
        } else {
            moment = LocalDateTime.parse(iso).atOffset(ZoneOffset.UTC);
        }
        return Math.addExact(Math.multiplyExact(moment.toEpochSecond(), 1_000_000L), moment.getNano() / 1_000);
    }

    private String text(JsonNode value) {
        texts.add(value.asText());
        size++;
        return "";
    }

    /// A file as Base64, with or without the head of a data URL before it.
    private String file(JsonNode value) {
        String text = value.isTextual() ? value.textValue() : "";
        int comma = text.startsWith("data:") ? text.indexOf(',') : -1;
        try {
            byte[] bytes = Base64.getMimeDecoder().decode(text.substring(comma + 1));
            if (bytes.length > 0) {
                files.add(bytes);
                size++;
                return "";
            }
        } catch (IllegalArgumentException e) {
            return came(value, "the bytes of a file as Base64 were expected");
        }
        return came(value, "the bytes of a file as Base64 were expected");
    }

    private static boolean looksNumeric(JsonNode value) {
        return value.isTextual() && value.textValue().matches("[+-]?\\d+([.]\\d+)?");
    }

    private static String came(JsonNode value, String expected) {
        String text = value.toString();
        String shown = text.length() > 60 ? text.substring(0, 57) + "..." : text;
        return shown + " came; " + expected;
    }

    Column column() {
        return switch (kind) {
            case NUMBER -> exact ? NumberColumn.of(longs) : NumberColumn.of(doubles);
            case FLAG -> flags();
            case TIMESTAMP -> TimestampColumn.of(longs);
            case CATEGORY -> CategoryColumn.of(texts);
            case TEXT -> TextColumn.of(texts);
            case ENCODED -> EncodedColumn.of(files.toArray(byte[][]::new));
        };
    }

    private FlagColumn flags() {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, FlagColumn.MISSING);
        for (int row = 0; row < size; row++) {
            if (!Double.isNaN(doubles[row])) {
                bytes[row] = (byte) doubles[row];
            }
        }
        return FlagColumn.of(MemorySegment.ofArray(bytes));
    }
}
