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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The page at `/`: one file without references, with a form for every model that its schema fills.
final class Page {

    private static final String PLACE = "\"MODELS\"";
    private static final int OFFERED_CHOICES = 200;

    private Page() {}

    static byte[] of(List<ServedModel> models) {
        List<Map<String, Object>> described =
                models.stream().map(Page::described).toList();
        // No character of data may end the script element that carries it.
        String data = new String(Json.bytes(described), StandardCharsets.UTF_8)
                .replace("<", "\\u003c")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
        return template().replace(PLACE, data).getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, Object> described(ServedModel model) {
        List<Map<String, Object>> fields = new ArrayList<>();
        for (Field field : model.inputs().fields()) {
            Map<String, Object> input = new LinkedHashMap<>();
            input.put("name", field.name());
            input.put("kind", field.kind().id());
            input.put(
                    "choices",
                    model.choices().getOrDefault(field.name(), List.of()).stream()
                            .limit(OFFERED_CHOICES)
                            .toList());
            fields.add(input);
        }
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("name", model.name());
        page.put("version", model.version());
        page.put("task", model.task().id());
        page.put("fields", fields);
        page.put("example", model.example());
        return page;
    }

    static HttpResponse response(HttpData page) {
        ResponseHeaders headers = ResponseHeaders.builder(HttpStatus.OK)
                .contentType(MediaType.HTML_UTF_8)
                .add(
                        HttpHeaderNames.CONTENT_SECURITY_POLICY,
                        "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline';"
                                + " connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'")
                .add(HttpHeaderNames.X_CONTENT_TYPE_OPTIONS, "nosniff")
                .build();
        return HttpResponse.of(headers, page);
    }

    private static String template() {
        try (InputStream in = Page.class.getResourceAsStream("page.html")) {
            if (in == null) {
                throw new LeptonException(ErrorCode.INTERNAL, "The file page.html is missing from the jar.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new LeptonException(ErrorCode.INTERNAL, "The page cannot be read from the jar.", e);
        }
    }
}
