package dev.lepton.model.bundle;

import dev.lepton.base.AtomicFiles;
import dev.lepton.base.Bytes;
import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.graph.Graph;
import dev.lepton.graph.Value;
import dev.lepton.model.Signature;
import dev.lepton.table.Field;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// A model as one file: the graph from raw columns to answers, what must be known about it, rows with their
/// right answers, and how its data looked. Immutable.
///
/// Loading checks the file's structure, checksums, format and graph. [Predictor#open(Bundle)], the only way
/// to run a bundle, also replays the golden rows.
public final class Bundle {

    private static final String GRAPH = "model.onnx";
    private static final String MEMBERS = "members/";
    private static final String RULES = "rules.txt";
    private static final List<String> REQUIRED =
            List.of(ManifestCodec.FILE, Checksums.FILE, GRAPH, GoldenCodec.FILE, BaselineCodec.FILE);

    private final Manifest manifest;
    private final Graph graph;
    private final Golden golden;
    private final Baseline baseline;
    private final SequencedMap<String, byte[]> members;
    private final List<Entry> shared; // what bundles that differ in manifest and members only have in common

    private Bundle(
            Manifest manifest, Graph graph, Golden golden, Baseline baseline, SequencedMap<String, byte[]> members) {
        this.manifest = manifest;
        this.graph = graph;
        this.golden = golden;
        this.baseline = baseline;
        this.members = members;
        this.shared = List.of(
                new Entry(GRAPH, graph::toBytes),
                new Entry(GoldenCodec.FILE, () -> GoldenCodec.write(golden)),
                new Entry(BaselineCodec.FILE, () -> BaselineCodec.write(baseline)));
        checkSignature();
    }

    private Bundle(Bundle other, Manifest manifest, SequencedMap<String, byte[]> members) {
        this.manifest = manifest;
        this.graph = other.graph;
        this.golden = other.golden;
        this.baseline = other.baseline;
        this.members = members;
        this.shared = other.shared;
        checkSignature();
    }

    /// @throws LeptonException INVALID_MODEL where the graph's inputs or outputs are not those of the
    ///     manifest
    public static Bundle of(Manifest manifest, Graph graph, Golden golden, Baseline baseline) {
        return new Bundle(manifest, graph, golden, baseline, new LinkedHashMap<>());
    }

    /// This bundle with one model of an engine's own, for explanation and refit; it is never run.
    ///
    /// @param name a plain file name, as `01.lightgbm.txt`
    public Bundle withMember(String name, byte[] content) {
        if (!Archive.isName(MEMBERS + name)) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT,
                    "\"" + name + "\" cannot name a member of a bundle; use letters, digits, dots and dashes.");
        }
        SequencedMap<String, byte[]> more = new LinkedHashMap<>(members);
        more.put(name, content.clone());
        return new Bundle(this, manifest, more);
    }

    /// This bundle with the whole model as text that a person can read.
    public Bundle withRules(String text) {
        return withMember(RULES, text.getBytes(StandardCharsets.UTF_8));
    }

    /// The whole model as text, where a person can read it.
    public Optional<String> rules() {
        return member(RULES).map(text -> new String(text, StandardCharsets.UTF_8));
    }

    /// This bundle without its members: all that serving needs.
    public Bundle slim() {
        return new Bundle(this, manifest, new LinkedHashMap<>());
    }

    /// This bundle with another manifest for the same graph.
    public Bundle withManifest(Manifest other) {
        return new Bundle(this, other, members);
    }

    public Manifest manifest() {
        return manifest;
    }

    public Graph graph() {
        return graph;
    }

    public Golden golden() {
        return golden;
    }

    public Baseline baseline() {
        return baseline;
    }

    /// Names of the members, in order.
    public List<String> members() {
        return List.copyOf(members.keySet());
    }

    /// A copy of one member.
    public Optional<byte[]> member(String name) {
        return Optional.ofNullable(members.get(name)).map(byte[]::clone);
    }

    /// Bytes of each entry before they are packed, by name.
    public SequencedMap<String, Long> sizes() {
        SequencedMap<String, Long> sizes = new LinkedHashMap<>();
        entries().forEach(entry -> sizes.put(entry.name(), (long) entry.packed().size()));
        return Collections.unmodifiableSequencedMap(sizes);
    }

    /// Writes the file, whole or not at all.
    public void write(Path file) {
        List<Entry> entries = entries();
        AtomicFiles.write(file, out -> ArchiveWriter.write(entries, out));
    }

    /// The size of the file.
    public Bytes fileSize() {
        return new Bytes(ArchiveWriter.size(entries()));
    }

    /// The bytes of the file; equal bundles give equal bytes.
    public byte[] toBytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ArchiveWriter.write(entries(), out);
        } catch (IOException e) {
            throw new LeptonException(ErrorCode.INTERNAL, "Writing to memory failed.", e);
        }
        return out.toByteArray();
    }

    private List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        entries.add(new Entry(ManifestCodec.FILE, () -> ManifestCodec.write(manifest, graph)));
        entries.addAll(shared);
        members.forEach((name, content) -> entries.add(new Entry(MEMBERS + name, () -> content)));
        List<Entry> content = List.copyOf(entries);
        entries.add(new Entry(Checksums.FILE, () -> Checksums.of(content)));
        return entries;
    }

    /// Reads and checks a bundle.
    ///
    /// @throws LeptonException NOT_FOUND where there is no file, INVALID_MODEL where it is damaged, foreign
    ///     or of a newer format
    public static Bundle load(Path file) {
        if (Files.isDirectory(file) || !Files.exists(file)) {
            throw new LeptonException(
                    ErrorCode.NOT_FOUND,
                    "There is no bundle \"" + file + "\"" + (Files.exists(file) ? ", but a folder." : "."));
        }
        try {
            return read(Files.readAllBytes(file), file.toString());
        } catch (IOException | OutOfMemoryError e) {
            throw new LeptonException(
                    ErrorCode.RESOURCE_EXHAUSTED, "The bundle \"" + file + "\" cannot be read: " + e.getMessage(), e);
        }
    }

    /// Reads and checks a bundle from the bytes of its file.
    ///
    /// @param name what errors call it
    public static Bundle read(byte[] file, String name) {
        try {
            return read(file);
        } catch (LeptonException e) {
            throw new LeptonException(
                    ErrorCode.INVALID_MODEL, "\"" + name + "\" is no good bundle: " + e.getMessage(), e);
        }
    }

    private static Bundle read(byte[] file) {
        SequencedMap<String, byte[]> entries = Archive.read(file);
        if (!entries.containsKey(ManifestCodec.FILE)) {
            throw new LeptonException(
                    ErrorCode.INVALID_MODEL, "it is a zip file without a manifest.json, so not made by Lepton.");
        }
        Json.Cursor manifest = Json.read(ManifestCodec.FILE, content(entries, ManifestCodec.FILE));
        ManifestCodec.checkFormat(manifest);
        List<String> missing =
                REQUIRED.stream().filter(name -> !entries.containsKey(name)).toList();
        if (!missing.isEmpty()) {
            throw new LeptonException(
                    ErrorCode.INVALID_MODEL, "it lacks " + String.join(", ", missing) + "; copy the file again.");
        }
        Checksums.verify(content(entries, Checksums.FILE), entries);
        return decoded(ManifestCodec.read(manifest), entries);
    }

    private static Bundle decoded(Manifest manifest, Map<String, byte[]> entries) {
        SequencedMap<String, byte[]> members = new LinkedHashMap<>();
        for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
            if (entry.getKey().startsWith(MEMBERS)) {
                members.put(entry.getKey().substring(MEMBERS.length()), entry.getValue());
            }
        }
        return new Bundle(
                manifest,
                Graph.read(content(entries, GRAPH)),
                GoldenCodec.read(
                        Json.read(GoldenCodec.FILE, content(entries, GoldenCodec.FILE)),
                        manifest.inputs(),
                        manifest.task()),
                BaselineCodec.read(Json.read(BaselineCodec.FILE, content(entries, BaselineCodec.FILE))),
                members);
    }

    private static byte[] content(Map<String, byte[]> entries, String name) {
        byte[] content = entries.get(name);
        if (content == null) {
            throw new LeptonException(ErrorCode.INVALID_MODEL, "it lacks " + name + "; copy the file again.");
        }
        return content;
    }

    private void checkSignature() {
        List<Field> fields = manifest.inputs().fields();
        boolean fits = graph.inputs().size() == fields.size();
        for (int i = 0; fits && i < fields.size(); i++) {
            Value input = graph.inputs().get(i);
            fits = input.name().equals(fields.get(i).name())
                    && input.type() == Signature.typeOf(fields.get(i).kind());
        }
        if (!fits) {
            throw new LeptonException(
                    ErrorCode.INVALID_MODEL,
                    "the graph's inputs " + graph.inputs() + " are not those of the manifest, " + fields + ".");
        }
        String answer = Signature.answerOf(manifest.task());
        if (graph.outputs().stream().noneMatch(output -> output.name().equals(answer))) {
            throw new LeptonException(
                    ErrorCode.INVALID_MODEL,
                    "the graph has no output \"" + answer + "\", which answers a "
                            + manifest.task().id() + " task, but " + graph.outputs() + ".");
        }
    }
}
