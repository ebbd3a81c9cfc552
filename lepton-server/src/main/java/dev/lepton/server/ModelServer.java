package dev.lepton.server;

import com.linecorp.armeria.common.logging.RequestLog;
import com.linecorp.armeria.common.metric.NoopMeterRegistry;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// A running HTTP server that answers for some models until it is closed.
///
/// Requests are read and written by event loops and computed by a bounded pool, so that a slow model never
/// keeps health checks waiting. Thread-safe.
public final class ModelServer implements AutoCloseable {

    private final Server server;
    private final Routes routes;
    private final ExecutorService pool;
    private final String host;

    private ModelServer(Server server, Routes routes, ExecutorService pool, String host) {
        this.server = server;
        this.routes = routes;
        this.pool = pool;
        this.host = host;
    }

    /// Starts to listen, and returns once requests are answered.
    ///
    /// @throws LeptonException INVALID_ARGUMENT where two models have one name; RESOURCE_EXHAUSTED where the
    ///     port is taken
    public static ModelServer start(List<ServedModel> models, ServerOptions options) {
        ExecutorService pool = Executors.newFixedThreadPool(
                options.threads(),
                Thread.ofPlatform().daemon().name("lepton-infer-", 0).factory());
        Routes routes = new Routes(new ServedModels(models), pool);
        ServerBuilder builder = Server.builder()
                .http(new InetSocketAddress(options.host(), options.port()))
                .maxRequestLength(options.maxRequest().count())
                .requestTimeoutMillis(0)
                .gracefulShutdownTimeoutMillis(50, options.patience().toMillis())
                .errorHandler(new Errors())
                .meterRegistry(NoopMeterRegistry.get())
                .disableServerHeader();
        routes.addTo(builder);
        options.accessLog().ifPresent(log -> builder.accessLogWriter(request -> log.line(accessLine(request)), true));
        Server server = builder.build();
        try {
            server.start().join();
        } catch (CompletionException e) {
            pool.shutdownNow();
            Throwable reason = e.getCause() == null ? e : e.getCause();
            throw new LeptonException(
                    ErrorCode.RESOURCE_EXHAUSTED,
                    "Could not listen at " + options.host() + ":" + options.port() + " (" + reason.getMessage()
                            + "). Another process may use this port; choose one by --port.",
                    e);
        }
        return new ModelServer(server, routes, pool, options.host());
    }

    /// Where the server is reached, as `http://127.0.0.1:8080`.
    public URI address() {
        String named = host.contains(":") ? "[" + host + "]" : host;
        return URI.create("http://" + named + ":" + server.activeLocalPort());
    }

    /// Lets `/v2/health/ready` say no from now on, so that balancers send their requests elsewhere; all else is
    /// answered as before.
    public void drain() {
        routes.drain();
    }

    /// Refuses new requests, waits for those that are being answered, then stops. Closing again does nothing.
    @Override
    public void close() {
        drain();
        CompletableFuture<Void> stopped = server.stop();
        try {
            // Ports are closed once everything is answered. The loop that accepted connections idles for 2 s
            // more before it ends, for which nobody needs to wait.
            while (!stopped.isDone() && !server.activePorts().isEmpty()) {
                Thread.sleep(5);
            }
            pool.shutdown();
            if (!pool.awaitTermination(1, TimeUnit.SECONDS)) {
                pool.shutdownNow();
            }
        } catch (InterruptedException e) {
            pool.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private static String accessLine(RequestLog log) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("time", Instant.ofEpochMilli(log.requestStartTimeMillis()).toString());
        line.put("method", log.requestHeaders().method().name());
        line.put("path", log.context().path());
        line.put("status", log.responseStatus().code());
        line.put("request_bytes", log.requestLength());
        line.put("response_bytes", log.responseLength());
        line.put("micros", TimeUnit.NANOSECONDS.toMicros(log.totalDurationNanos()));
        return new String(Json.bytes(line), StandardCharsets.UTF_8);
    }
}
