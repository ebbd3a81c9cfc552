package dev.lepton.server;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.QueryParams;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.lepton.base.Version;
import dev.lepton.table.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;

/// Which path answers what.
final class Routes {

    private static final String[] MODEL_PATHS = {"/v2/models/{model}", "/v2/models/{model}/versions/{version}"};

    private final ServedModels models;
    private final Executor pool;
    private volatile boolean draining;

    /// @param pool computes answers; event loops must not
    Routes(ServedModels models, Executor pool) {
        this.models = models;
        this.pool = pool;
    }

    void addTo(ServerBuilder server) {
        get(server, "/v2", context -> ok(aboutServer()));
        get(server, "/v2/health/live", context -> ok(Map.of("live", true)));
        get(server, "/v2/health/ready", context -> readiness());
        for (String path : MODEL_PATHS) {
            get(server, path, context -> ok(InferAnswers.metadata(model(context))));
            get(server, path + "/ready", context -> ok(ready(model(context))));
            post(server, path + "/infer", this::infer);
        }
        post(server, "/v1/models/{model}/predict", this::predict);
        Page page = new Page(models.all());
        server.route().get("/").build((context, request) -> page.response());
        server.route().get("/favicon.ico").build((context, request) -> Page.icon());
    }

    /// From now on the server says that it is not ready, so that balancers send no more.
    void drain() {
        draining = true;
    }

    private static void get(ServerBuilder server, String path, Function<ServiceRequestContext, HttpResponse> answer) {
        HttpService service = (context, request) -> answer.apply(context);
        server.route().get(path).build(service);
        server.route().get(path + "/").build(service);
    }

    private void post(ServerBuilder server, String path, Computation computation) {
        HttpService service = computed(computation);
        server.route().post(path).build(service);
        server.route().post(path + "/").build(service);
    }

    /// Models are loaded before the server listens, so that it is ready until it stops.
    private HttpResponse readiness() {
        HttpStatus status = draining ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.OK;
        return HttpResponse.of(status, MediaType.JSON, Json.bytes(Map.of("ready", !draining)));
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

    private Map<String, Object> infer(ServedModel model, byte[] body, QueryParams query) {
        InferRequest request = InferRequest.read(body, model.inputs());
        return InferAnswers.answer(model, request, answers(model, request.rows(), request.coverage()));
    }

    private Map<String, Object> predict(ServedModel model, byte[] body, QueryParams query) {
        Optional<Double> coverage = Optional.ofNullable(query.get("coverage")).map(ReadAnswers::coverage);
        return RowsAnswers.answer(model, answers(model, RowsRequest.read(body, model.inputs()), coverage));
    }

    private static ReadAnswers answers(ServedModel model, Table rows, Optional<Double> coverage) {
        return ReadAnswers.of(model, model.answer().apply(rows), coverage);
    }

    /// From the model, the body and the query of a request to the JSON value of its answer.
    @FunctionalInterface
    private interface Computation {
        Map<String, Object> of(ServedModel model, byte[] body, QueryParams query);
    }

    /// A service that gathers the body on the event loop and computes the answer on the bounded pool. Whatever
    /// is wrong is said once the body is read, because an earlier answer would cut the client off.
    private HttpService computed(Computation computation) {
        return (context, request) -> HttpResponse.of(request.aggregate()
                .thenApplyAsync((AggregatedHttpRequest whole) -> answer(context, whole, computation), pool));
    }

    private HttpResponse answer(ServiceRequestContext context, AggregatedHttpRequest request, Computation computation) {
        ServedModel model = model(context);
        Bodies.requireJson(request.headers());
        return ok(computation.of(model, request.content().array(), context.queryParams()));
    }

    private static HttpResponse ok(Map<String, Object> body) {
        return HttpResponse.of(HttpStatus.OK, MediaType.JSON, Json.bytes(body));
    }
}
