package dev.lepton.model.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.graph.Graph;
import dev.lepton.graph.GraphBuilder;
import dev.lepton.graph.Session;
import dev.lepton.graph.SessionOptions;
import dev.lepton.graph.Value;
import dev.lepton.model.Answering;
import dev.lepton.model.Decision;
import dev.lepton.model.Nonconformity;
import dev.lepton.model.Probabilities;
import dev.lepton.model.Signature;
import dev.lepton.table.Table;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleTest {

    @Test
    void aBundleComesBackAsItWasWritten(@TempDir Path folder) {
        Bundle written = BundleFixture.bundle();
        Path file = folder.resolve("churn.lepton");
        written.write(file);

        Bundle read = Bundle.load(file);

        assertThat(read.manifest()).isEqualTo(written.manifest());
        assertThat(read.graph()).isEqualTo(written.graph());
        assertThat(read.baseline()).isEqualTo(written.baseline());
        assertThat(read.golden().rows().toString())
                .isEqualTo(written.golden().rows().toString());
        assertThat(read.golden().answers().toArray())
                .isEqualTo(written.golden().answers().toArray());
        assertThat(read.members()).containsExactly("01.linear.txt");
        assertThat(read.member("01.linear.txt"))
                .hasValue(written.member("01.linear.txt").orElseThrow());
    }

    @Test
    void howAnswersAreReadComesBack() {
        for (Decision decision : List.of(
                new Decision.MostProbable(), new Decision.Threshold(0.3125), new Decision.Factors(List.of(1.0, 0.7)))) {
            for (Optional<Nonconformity> known :
                    List.of(BundleFixture.ANSWERING.nonconformity(), Optional.<Nonconformity>empty())) {
                Answering answering = new Answering("isotonic", decision, known);
                Bundle read = Bundle.read(BundleFixture.bundle(answering).toBytes(), "m");

                assertThat(read.manifest().contract().answering()).isEqualTo(answering);
            }
        }
    }

    @Test
    void aDecisionBetweenOtherClassesIsRefused() throws IOException {
        Answering three = new Answering("none", new Decision.Factors(List.of(1.0, 2.0, 3.0)), Optional.empty());

        assertThatThrownBy(() -> BundleFixture.bundle(three)).hasMessageContaining("does not fit the classes");
    }

    @Test
    void theSameContentGivesTheSameBytes() {
        byte[] once = BundleFixture.bundle().toBytes();

        assertThat(BundleFixture.bundle().toBytes()).isEqualTo(once);
        assertThat(Bundle.read(once, "m").toBytes()).isEqualTo(once);
    }

    @Test
    void itsSizeIsKnownBeforeItIsWritten() {
        Bundle bundle = BundleFixture.bundle();

        assertThat(bundle.fileSize().count()).isEqualTo(bundle.toBytes().length);
    }

    @Test
    void itsBytesAreThoseOfTheJdksWriterThatKnowsSizesBefore() throws IOException {
        byte[] file = BundleFixture.bundle().toBytes();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(file));
                ZipOutputStream again = new ZipOutputStream(out)) {
            again.setLevel(4);
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                byte[] content = in.readAllBytes();
                ZipEntry known = new ZipEntry(entry.getName());
                known.setTimeLocal(entry.getTimeLocal());
                known.setSize(content.length);
                known.setCompressedSize(entry.getCompressedSize());
                known.setCrc(entry.getCrc());
                again.putNextEntry(known);
                again.write(content);
                again.closeEntry();
            }
        }

        assertThat(out.toByteArray()).isEqualTo(file);
    }

    @Test
    void anyZipToolCanOpenIt(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("churn.lepton");
        BundleFixture.bundle().write(file);

        try (ZipFile zip = new ZipFile(file.toFile())) {
            assertThat(zip.stream().map(ZipEntry::getName))
                    .containsExactly(
                            "manifest.json",
                            "model.onnx",
                            "golden.json",
                            "baseline.json",
                            "members/01.linear.txt",
                            "checksums.json");
            try (InputStream model = zip.getInputStream(zip.getEntry("model.onnx"))) {
                assertThat(model.readAllBytes()).isEqualTo(BundleFixture.graph().toBytes());
            }
        }
    }

    @Test
    void aSlimBundleHasNoMembers() {
        Bundle slim = BundleFixture.bundle().slim();

        assertThat(slim.members()).isEmpty();
        assertThat(slim.sizes()).doesNotContainKey("members/01.linear.txt").containsKey("model.onnx");
        assertThat(slim.toBytes().length).isLessThan(BundleFixture.bundle().toBytes().length);
    }

    @Test
    void aMemberCannotBeNamedOutOfItsFolder() {
        for (String name : new String[] {"../x", "/x", "", "a\\b", ".hidden", "a/../../b"}) {
            assertThatThrownBy(() -> BundleFixture.bundle().withMember(name, new byte[0]))
                    .as(name)
                    .hasMessageContaining("cannot name a member");
        }
    }

    @Test
    void aBundleOfANewerFormatSaysSo() throws IOException {
        byte[] newer = changed(entries -> entries.computeIfPresent(
                "manifest.json", (name, content) -> replaced(content, "\"format\" : 1", "\"format\" : 2")));

        assertInvalid(newer, "format 2", "newer Lepton");
    }

    @Test
    void anEntryThatWasChangedAddedOrTakenAwayIsNamed() throws IOException {
        assertInvalid(
                changed(entries ->
                        entries.computeIfPresent("golden.json", (name, content) -> replaced(content, "39.0", "40.0"))),
                "golden.json was changed");
        assertInvalid(changed(entries -> entries.put("members/02.txt", new byte[3])), "members/02.txt was added");
        assertInvalid(changed(entries -> entries.remove("members/01.linear.txt")), "01.linear.txt is missing");
        assertInvalid(changed(entries -> entries.remove("golden.json")), "it lacks golden.json");
        assertInvalid(changed(entries -> entries.remove("checksums.json")), "it lacks checksums.json");
    }

    @Test
    void aZipOfSomethingElseIsRefused() throws IOException {
        assertInvalid(changed(entries -> entries.remove("manifest.json")), "not made by Lepton");
        assertInvalid(
                changed(entries -> entries.put("manifest.json", "{\"a\": 1}".getBytes(StandardCharsets.UTF_8))),
                "\"magic\"");
        assertInvalid(
                changed(entries -> entries.put("manifest.json", "tree\nversion=v4".getBytes(StandardCharsets.UTF_8))),
                "is not the JSON");
    }

    @Test
    void aModelOfAnotherToolIsPointedToTheImport() {
        assertInvalid("tree\nversion=v4\nnum_class=1\n".repeat(3).getBytes(StandardCharsets.UTF_8), "lepton import");
        assertInvalid(BundleFixture.graph().toBytes(), "lepton import");
        assertInvalid(new byte[0], "no zip file");
    }

    @Test
    void aCutFileIsRefusedWhereverItIsCut() {
        byte[] whole = BundleFixture.bundle().toBytes();
        for (int length = 0; length < whole.length; length += 31) {
            assertInvalid(Arrays.copyOf(whole, length), "no good bundle");
        }
        assertInvalid(Arrays.copyOf(whole, whole.length - 1), "end is missing");
        assertInvalid(Arrays.copyOf(whole, whole.length + 1), "end is missing");
    }

    @Test
    void aNameThatLeadsOutOfAFolderIsRefused() throws IOException {
        assertInvalid(changed(entries -> entries.put("../../etc/passwd", new byte[1])), "lead out of a folder");
        assertInvalid(changed(entries -> entries.put("/etc/passwd", new byte[1])), "lead out of a folder");
        assertInvalid(changed(entries -> entries.put("a\\..\\b", new byte[1])), "lead out of a folder");
    }

    @Test
    void anEntryThatUnpacksToFarMoreThanTheFileIsRefused() throws IOException {
        byte[] bomb = changed(entries -> entries.put("members/zeros", new byte[100 << 20]));

        assertThat(bomb.length).isLessThan(1 << 20);
        assertInvalid(bomb, "unpacks to more than");
    }

    @Test
    void tooManyEntriesAreRefused() throws IOException {
        byte[] many = changed(entries -> {
            for (int i = 0; i < 1_001; i++) {
                entries.put("members/" + i, new byte[0]);
            }
        });

        assertInvalid(many, "more than 1000 entries");
    }

    @Test
    void aGraphThatDoesNotFitTheManifestIsRefused() {
        GraphBuilder other = Graph.builder("other");
        Value age = Signature.declareInputs(other, BundleFixture.SCHEMA).get("age");
        other.output("prediction", age);

        assertThatThrownBy(() -> Bundle.of(
                        BundleFixture.manifest(),
                        other.build(),
                        BundleFixture.bundle().golden(),
                        Baseline.UNKNOWN))
                .isInstanceOf(LeptonException.class)
                .hasMessageContaining("no output \"probabilities\"");
    }

    @Test
    void aFileThatIsNotThereIsNotFound(@TempDir Path folder) {
        assertThatThrownBy(() -> Bundle.load(folder.resolve("none.lepton")))
                .isInstanceOfSatisfying(
                        LeptonException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
        assertThatThrownBy(() -> Bundle.load(folder)).hasMessageContaining("but a folder");
    }

    @Test
    void theBundleOfFormatVersionOneIsReadForEver() throws IOException {
        byte[] file;
        try (InputStream stream = BundleTest.class.getResourceAsStream("/golden-v1.lepton")) {
            file = stream.readAllBytes();
        }

        Bundle read = Bundle.read(file, "golden-v1.lepton");

        assertThat(read.manifest()).isEqualTo(BundleFixture.manifest());
        assertThat(read.manifest().contract().answering()).isEqualTo(Answering.PLAIN);
        assertThat(read.baseline()).isEqualTo(BundleFixture.bundle().baseline());
        assertThat(read.members()).containsExactly("01.linear.txt");
        try (Predictor predictor = Predictor.open(read)) {
            Table rows = BundleFixture.rows();
            assertThat(predictor.predict(rows).toArray())
                    .containsExactly(BundleFixture.answers(rows).toArray(), within(1e-12));
        }
    }

    @Test
    void theBundleOfFormatVersionOneThatSaysHowToReadItIsReadForEver() throws IOException {
        byte[] file;
        try (InputStream stream = BundleTest.class.getResourceAsStream("/golden-v1-answering.lepton")) {
            file = stream.readAllBytes();
        }

        Bundle read = Bundle.read(file, "golden-v1-answering.lepton");

        assertThat(read.manifest()).isEqualTo(BundleFixture.manifest(BundleFixture.ANSWERING));
        Probabilities answers = (Probabilities) BundleFixture.answers(BundleFixture.rows());
        assertThat(labels(read))
                .containsExactlyElementsOf(IntStream.range(0, answers.size())
                        .mapToObj(row -> answers.get(row, 1) >= 0.4375 ? "leaves" : "stays")
                        .toList());
    }

    @Test
    void writingReplacesTheOldFileAndLeavesNothingBeside(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("churn.lepton");
        Files.writeString(file, "old");
        Bundle bundle = BundleFixture.bundle();

        bundle.write(file);

        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
        assertThat(Bundle.load(file).manifest().name()).isEqualTo("churn");
    }

    /// The labels that the graph itself answers for the fixture's rows.
    private static List<String> labels(Bundle bundle) {
        try (Session session = Session.open(bundle.graph(), SessionOptions.DEFAULTS)) {
            return session.run(Rows.inputs(BundleFixture.rows(), BundleFixture.SCHEMA))
                    .get(Signature.LABEL)
                    .strings();
        }
    }

    private static void assertInvalid(byte[] file, String... parts) {
        assertThatThrownBy(() -> Bundle.read(file, "m.lepton"))
                .isInstanceOfSatisfying(
                        LeptonException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_MODEL))
                .hasMessageStartingWith("\"m.lepton\" is no good bundle: ")
                .hasMessageContainingAll(parts);
    }

    private static byte[] replaced(byte[] content, String old, String now) {
        String text = new String(content, StandardCharsets.UTF_8);
        assertThat(text).contains(old);
        return text.replace(old, now).getBytes(StandardCharsets.UTF_8);
    }

    /// The fixture's file with other entries, packed again.
    private static byte[] changed(Consumer<Map<String, byte[]>> change) throws IOException {
        LinkedHashMap<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(
                new ByteArrayInputStream(BundleFixture.bundle().toBytes()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), zip.readAllBytes());
            }
        }
        change.accept(entries);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ArchiveWriter.write(
                entries.entrySet().stream()
                        .map(entry -> new Entry(entry.getKey(), entry::getValue))
                        .toList(),
                out);
        return out.toByteArray();
    }
}
