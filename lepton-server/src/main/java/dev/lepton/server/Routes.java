package dev.lepton.server;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.lepton.base.Version;
import dev.lepton.model.Predictions;
import dev.lepton.table.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

/// Which path answers what.
final class Routes {

    private static final String[] MODEL_PATHS = {"/v2/models/{model}", "/v2/models/{model}/versions/{version}"};

    private final ServedModels models;
    private final Executor pool;

    /// @param pool computes answers; event loops must not
    Routes(ServedModels models, Executor pool) {
        this.models = models;
        this.pool = pool;
    }

    void addTo(ServerBuilder server) {
        HttpService about = (context, request) -> ok(aboutServer());
        server.route().get("/v2").build(about);
        server.route().get("/v2/").build(about);
        server.route().get("/v2/health/live").build((context, request) -> ok(Map.of("live", true)));
        server.route().get("/v2/health/ready").build((context, request) -> ok(Map.of("ready", true)));
        for (String path : MODEL_PATHS) {
            server.route().get(path).build((context, request) -> ok(InferAnswers.metadata(model(context))));
            server.route().get(path + "/ready").build((context, request) -> ok(ready(model(context))));
            server.route().post(path + "/infer").build(computed(this::infer));
        }
        server.route().post("/v1/models/{model}/predict").build(computed(this::predict));
        HttpData page = HttpData.wrap(Page.of(models.all()));
        server.route().get("/").build((context, request) -> Page.response(page));
    }

    private Map<String, Object> aboutServer() {
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("name", "lepton");
        about.put("version", Version.text());
        about.put("extensions", List.of());
        return about;
    }

    private static Map<String, Object> ready(ServedModel model) {
        Map<String, Object> ready = new LinkedHashMap<>();
        ready.put("name", model.name());
        ready.put("ready", true);
        return ready;
    }

    private ServedModel model(ServiceRequestContext context) {
        String version = context.pathParam("version");
        return models.find(String.valueOf(context.pathParam("model")), version == null ? "" : version);
    }

    private Map<String, Object> infer(ServedModel model, byte[] body) {
        InferRequest request = InferRequest.read(body, model.inputs());
        return InferAnswers.answer(model, request, answers(model, request.rows()));
    }

    private Map<String, Object> predict(ServedModel model, byte[] body) {
        return RowsAnswers.answer(model, answers(model, RowsRequest.read(body, model.inputs())));
    }

    private static Predictions answers(ServedModel model, Table rows) {
        return model.answer().apply(rows);
    }

    /// From the model and the body of a request to the JSON value of its answer.
    @FunctionalInterface
    private interface Computation {
        Map<String, Object> of(ServedModel model, byte[] body);
    }

    /// A service that gathers the body on the event loop and computes the answer on the bounded pool.
    private HttpService computed(Computation computation) {
        return (context, request) -> {
            ServedModel model = model(context);
            return HttpResponse.of(request.aggregate()
                    .thenApplyAsync(
                            (AggregatedHttpRequest whole) ->
                                    ok(computation.of(model, whole.content().array())),
                            pool));
        };
    }

    private static HttpResponse ok(Map<String, Object> body) {
        return HttpResponse.of(HttpStatus.OK, MediaType.JSON, Json.bytes(body));
    }
}
