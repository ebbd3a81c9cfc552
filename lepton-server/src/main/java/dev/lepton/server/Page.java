package dev.lepton.server;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.table.Field;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The page at `/`: one answer without references to others, with a form for every model that its schema
/// fills, in the language of the browser as far as `words.json` has it.
///
/// Browsers run only the script and style whose digests the headers name, so that no name or value that a
/// model brings can become code.
final class Page {

    private static final int MOST_SELECTED = 60; // beyond, a list is slower to search than to type
    private static final int MOST_OFFERED = 200;

    private final HttpData content;
    private final String policy;

    Page(List<ServedModel> models) {
        String style = resource("page.css");
        String script = resource("page.js");
        String page = resource("page.html")
                .replace("/*STYLE*/", style)
                .replace("/*SCRIPT*/", script)
                .replace("\"WORDS\"", resource("words.json"))
                .replace(
                        "\"MODELS\"",
                        embedded(models.stream().map(Page::described).toList()));
        this.content = HttpData.wrap(page.getBytes(StandardCharsets.UTF_8));
        this.policy = "default-src 'none'; style-src " + digest(style) + "; script-src " + digest(script)
                + "; img-src 'self'; connect-src 'self'; form-action 'none'; base-uri 'none';"
                + " frame-ancestors 'none'";
    }

    HttpResponse response() {
        ResponseHeaders headers = ResponseHeaders.builder(HttpStatus.OK)
                .contentType(MediaType.HTML_UTF_8)
                .add(HttpHeaderNames.CONTENT_SECURITY_POLICY, policy)
                .add(HttpHeaderNames.X_CONTENT_TYPE_OPTIONS, "nosniff")
                .add(HttpHeaderNames.CACHE_CONTROL, "no-cache")
                .build();
        return HttpResponse.of(headers, content);
    }

    /// The picture that browsers show beside the title.
    static HttpResponse icon() {
        ResponseHeaders headers = ResponseHeaders.builder(HttpStatus.OK)
                .contentType(MediaType.SVG_UTF_8)
                .add(HttpHeaderNames.CACHE_CONTROL, "max-age=86400")
                .build();
        return HttpResponse.of(headers, HttpData.ofUtf8(resource("icon.svg")));
    }

    /// JSON of which no character can end the script element that carries it.
    private static String embedded(Object value) {
        return new String(Json.bytes(value), StandardCharsets.UTF_8)
                .replace("<", "\\u003c")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }

    private static Map<String, Object> described(ServedModel model) {
        List<Map<String, Object>> fields = new ArrayList<>();
        for (Field field : model.inputs().fields()) {
            Map<String, Object> input = new LinkedHashMap<>();
            input.put("name", field.name());
            input.put("kind", field.kind().id());
            switch (model.form().offers().get(field.name())) {
                case null -> {}
                case Form.Offer.Levels(List<String> levels, boolean complete)
                when complete && levels.size() <= MOST_SELECTED -> input.put("levels", levels);
                case Form.Offer.Levels(List<String> levels, boolean complete) ->
                    input.put("choices", levels.stream().limit(MOST_OFFERED).toList());
                case Form.Offer.Range range ->
                    input.put("range", Map.of("low", range.low(), "typical", range.typical(), "high", range.high()));
            }
            fields.add(input);
        }
        Map<String, Object> example = new LinkedHashMap<>();
        model.form().example().forEach((name, value) -> example.put(name, value.toString()));
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("name", model.name());
        page.put("version", model.version());
        page.put("task", model.task().id());
        page.put("target", model.form().target());
        page.put("score", model.form().score());
        page.put("fields", fields);
        page.put("example", example); // as text, which keeps every digit where JavaScript's numbers do not
        return page;
    }

    /// A source of the Content Security Policy that allows exactly this text.
    private static String digest(String text) {
        try {
            byte[] sha = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(sha) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new LeptonException(ErrorCode.INTERNAL, "This Java has no SHA-256.", e);
        }
    }

    private static String resource(String name) {
        try (InputStream in = Page.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new LeptonException(ErrorCode.INTERNAL, "The file " + name + " is missing from the jar.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new LeptonException(ErrorCode.INTERNAL, "The file " + name + " cannot be read from the jar.", e);
        }
    }
}
