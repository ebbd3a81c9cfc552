package dev.lepton.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.table.ColumnKind;
import dev.lepton.table.Field;
import dev.lepton.table.Schema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadErrorsTest {

    @TempDir
    Path folder;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static void refuses(Path file, ReadOptions options, ErrorCode code, String... parts) {
        refuses(file.toString(), options, code, parts);
    }

    private static void refuses(String source, ReadOptions options, ErrorCode code, String... parts) {
        assertThatThrownBy(() -> Tables.read(Source.parse(source), options))
                .isInstanceOfSatisfying(LeptonException.class, e -> {
                    assertThat(e.code()).isEqualTo(code);
                    assertThat(e.getMessage()).contains(parts);
                });
    }

    private static void refuses(Path file, ErrorCode code, String... parts) {
        refuses(file, ReadOptions.DEFAULTS, code, parts);
    }

    @Test
    void aMissingFileIsNamedWithTheNearest() throws IOException {
        file("customers.csv", "a\n1\n");
        refuses(
                folder.resolve("custmers.csv"),
                ErrorCode.NOT_FOUND,
                "There is no file",
                "Did you mean \"" + folder.resolve("customers.csv") + "\"?");
        refuses(folder.resolve("no/such.csv"), ErrorCode.NOT_FOUND, "The folder", "does not exist either");
    }

    @Test
    void aFolderIsNoFile() {
        refuses(folder, ErrorCode.INVALID_ARGUMENT, "is a folder", "*.csv");
    }

    @Test
    void aGlobThatMatchesNothingSaysWhere() {
        refuses(folder + "/*.nothing", ReadOptions.DEFAULTS, ErrorCode.NOT_FOUND, "No file matches");
    }

    @Test
    void anEmptySourceIsRefused() {
        assertThatThrownBy(() -> Source.parse(" ")).isInstanceOf(LeptonException.class);
    }

    @Test
    void filesWithoutRowsAreRefused() throws IOException {
        refuses(file("empty.csv", ""), ErrorCode.INVALID_DATA, "is empty", "header");
        refuses(file("blank.csv", "\n\n"), ErrorCode.INVALID_DATA, "only blank lines");
        refuses(file("header.csv", "a,b\n"), ErrorCode.INVALID_DATA, "a header of 2 columns but no rows");
        refuses(file("empty.json", "[]"), ErrorCode.INVALID_DATA, "empty.json");
    }

    @Test
    void binaryJunkIsNamed() throws IOException {
        byte[] junk = new byte[4096];
        new Random(1).nextBytes(junk);
        refuses(Files.write(folder.resolve("junk.csv"), junk), ErrorCode.INVALID_DATA, "binary data");
        refuses(Files.write(folder.resolve("junk.bin"), junk), ErrorCode.INVALID_DATA, "binary data");
        refuses(file("book.xlsx", "PK\u0003\u0004rest"), ErrorCode.UNSUPPORTED, "zip archive", "CSV");
        refuses(file("shop.db", "SQLite format 3\u0000"), ErrorCode.UNSUPPORTED, "jdbc:sqlite:");
    }

    @Test
    void damagedFilesAreNamed() throws IOException {
        byte[] cut = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2};
        refuses(Files.write(folder.resolve("cut.csv.gz"), cut), ErrorCode.INVALID_DATA, "damaged or was cut off");
        refuses(file("cut.parquet", "PAR1 and then nothing"), ErrorCode.INVALID_DATA, "cannot be read as Parquet");
        refuses(file("wrong.parquet", "a,b\n1,2\n"), ErrorCode.INVALID_DATA, "named as Parquet");
        refuses(file("cut.json", "[{\"a\": 1}, {\"a\""), ErrorCode.INVALID_DATA, "cannot be read as JSON");
    }

    @Test
    void aRaggedLineIsNamedWithItsCells() throws IOException {
        refuses(
                file("long.csv", "a,b,c\n1,2,3\n4,5,6,7\n"),
                ErrorCode.INVALID_DATA,
                "Line 3",
                "long.csv",
                "has 4 cells",
                "the header has 3",
                "--delimiter");
        refuses(file("short.csv", "a,b,c\n1,2,3\n4,5\n"), ErrorCode.INVALID_DATA, "Line 3", "has 2 cells");
        StringBuilder late = new StringBuilder("a,b\n");
        for (int i = 0; i < 30_000; i++) {
            late.append(i).append(",x\n");
        }
        refuses(file("late.csv", late + "1,2,3\n"), ErrorCode.INVALID_DATA, "Line 30002", "has 3 cells");
    }

    @Test
    void anOpenQuoteIsNamed() throws IOException {
        refuses(file("open.csv", "a,b\n1,\"x\n2,y\n"), ErrorCode.INVALID_DATA, "a quote is opened");
    }

    @Test
    void otherEncodingsAreNamedWithTheRemedy() throws IOException {
        Path latin =
                Files.write(folder.resolve("latin.csv"), "name,n\nJos\u00e9,1\n".getBytes(StandardCharsets.ISO_8859_1));
        refuses(latin, ErrorCode.INVALID_DATA, "not encoded in UTF-8", "--encoding ISO-8859-1");
        Path wide = Files.write(folder.resolve("wide.csv"), "\ufeffa,b\n1,2\n".getBytes(StandardCharsets.UTF_16LE));
        refuses(wide, ErrorCode.INVALID_DATA, "UTF-16", "--encoding UTF-16");
        refuses(
                latin,
                ReadOptions.DEFAULTS.withEncoding(StandardCharsets.US_ASCII),
                ErrorCode.INVALID_DATA,
                "is not encoded in US-ASCII");
    }

    @Test
    void twoColumnsOfOneNameAreRefused() throws IOException {
        refuses(
                file("twice.csv", "a,b,a\n1,2,3\n"),
                ErrorCode.INVALID_DATA,
                "columns 1 and 3 are both named \"a\"",
                "rename");
    }

    @Test
    void filesOfAGlobNeedOneHeader() throws IOException {
        file("p1.csv", "a,b\n1,2\n");
        file("p2.csv", "a,c\n1,2\n");
        refuses(folder + "/p*.csv", ReadOptions.DEFAULTS, ErrorCode.INVALID_DATA, "p2.csv", "\"b\" is missing");
    }

    @Test
    void textInANumberColumnIsNamedByRowAndValue() throws IOException {
        Schema schema = new Schema(List.of(new Field("age", ColumnKind.NUMBER)));
        Path file = file("later.csv", "id,age\n1,39\n2,old\n3,50\n4,older\n");
        refuses(
                file,
                ReadOptions.DEFAULTS.withSchema(schema),
                ErrorCode.INVALID_DATA,
                "Column \"age\" holds text in row 2 (\"old\") and in 1 more",
                "a number was expected",
                "--missing \"old\"");
        refuses(
                file,
                ReadOptions.DEFAULTS.withKinds(Map.of("age", ColumnKind.TIMESTAMP)),
                ErrorCode.INVALID_DATA,
                "row 1 (\"39\")",
                "a timestamp was expected");
        refuses(
                file,
                ReadOptions.DEFAULTS.withKinds(Map.of("id", ColumnKind.FLAG)),
                ErrorCode.INVALID_DATA,
                "row 2 (\"2\")",
                "a flag was expected");
    }

    @Test
    void everyMissingColumnIsNamedAtOnce() throws IOException {
        Schema schema = new Schema(List.of(
                new Field("age", ColumnKind.NUMBER),
                new Field("city", ColumnKind.CATEGORY),
                new Field("income", ColumnKind.NUMBER)));
        refuses(
                file("few.csv", "agee,city\n1,Bern\n"),
                ReadOptions.DEFAULTS.withSchema(schema),
                ErrorCode.INVALID_DATA,
                "column \"age\" (number) is missing. Did you mean \"agee\"?",
                "column \"income\" (number) is missing");
    }

    @Test
    void aKindForAnUnknownColumnIsNamed() throws IOException {
        refuses(
                file("k.csv", "age\n1\n"),
                ReadOptions.DEFAULTS.withKinds(Map.of("agee", ColumnKind.TEXT)),
                ErrorCode.NOT_FOUND,
                "Did you mean \"age\"?");
    }

    @Test
    void optionsOutsideOfTheirRangeAreNamedTogether() {
        assertThatThrownBy(() -> ReadOptions.DEFAULTS.withLimit(0)).hasMessageContaining("at least 1");
        assertThatThrownBy(() -> ReadOptions.DEFAULTS.withThreads(0)).hasMessageContaining("threads is 0");
        assertThatThrownBy(() -> ReadOptions.DEFAULTS.withDelimiter('x')).hasMessageContaining("cannot stand between");
    }
}
