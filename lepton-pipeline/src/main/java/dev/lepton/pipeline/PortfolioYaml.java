package dev.lepton.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.base.Names;
import dev.lepton.model.Settings;
import dev.lepton.pipeline.Portfolio.Entry;
import dev.lepton.pipeline.Portfolio.When;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/// The list of a [Portfolio] as YAML; the resource tells at its head what its keys mean.
final class PortfolioYaml {

    private static final String RESOURCE = "portfolio.yaml";

    /// Presets that try what names none.
    private static final List<String> USUAL = List.of(Preset.BALANCED.id(), Preset.BEST.id());

    private PortfolioYaml() {}

    /// The list that Lepton brings.
    static List<Entry> read() {
        try (InputStream in = PortfolioYaml.class.getResourceAsStream(RESOURCE)) {
            byte[] text = Objects.requireNonNull(in, RESOURCE).readAllBytes();
            return parse(new String(text, StandardCharsets.UTF_8), "The resource " + RESOURCE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @param subject what errors call the text
    /// @throws LeptonException INVALID_ARGUMENT naming everything that is wrong in the text
    static List<Entry> parse(String yaml, String subject) {
        Keys keys;
        try {
            keys = new Keys(new YAMLMapper().readTree(yaml), subject);
        } catch (JsonProcessingException e) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT, subject + " is no YAML: " + e.getOriginalMessage() + ".", e);
        }
        List<Entry> entries = keys.objects("configurations").stream()
                .map(PortfolioYaml::entry)
                .toList();
        keys.finish();
        return entries;
    }

    private static Entry entry(Keys keys) {
        When when = keys.text("when")
                .flatMap(text -> keys.read("when", text, PortfolioYaml::when))
                .orElse(When.ALWAYS);
        Set<Preset> presets = keys.list("presets", USUAL).stream()
                .flatMap(id -> keys.read("presets", id, Preset::parse).stream())
                .collect(Collectors.toSet());
        keys.required("source");
        Configuration configuration = new Configuration(
                keys.required("name"),
                keys.required("learner"),
                keys.read("settings", keys.json("settings"), Settings::parse).orElse(Settings.NONE));
        Entry entry = new Entry(
                when,
                presets,
                keys.whole("rows").orElse(Integer.MAX_VALUE),
                configuration,
                keys.flag("encoded", false),
                keys.flag("sized", false));
        keys.finishPart();
        return entry;
    }

    private static When when(String id) {
        List<String> known = Arrays.stream(When.values()).map(When::id).toList();
        if (!known.contains(id)) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT, "\"" + id + "\" is no occasion." + Names.hint(id, known));
        }
        return When.values()[known.indexOf(id)];
    }
}
