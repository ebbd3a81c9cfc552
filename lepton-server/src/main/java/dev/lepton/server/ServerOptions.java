package dev.lepton.server;

import dev.lepton.base.Bytes;
import dev.lepton.base.ErrorCode;
import dev.lepton.base.Problems;
import java.time.Duration;
import java.util.Optional;

/// Where and within which limits a server answers.
///
/// @param host address to listen at; the default is reachable from this machine only
/// @param port 0 for any free one
/// @param threads how many requests are computed at once
/// @param maxRequest largest body of a request
/// @param patience how long a stopping server waits for requests that are being answered
/// @param accessLog where one line of JSON a request goes, if anywhere
public record ServerOptions(
        String host, int port, int threads, Bytes maxRequest, Duration patience, Optional<AccessLog> accessLog) {

    public static final ServerOptions DEFAULTS = new ServerOptions(
            "127.0.0.1",
            8080,
            Runtime.getRuntime().availableProcessors(),
            new Bytes(64L << 20),
            Duration.ofSeconds(10),
            Optional.empty());

    /// Takes one line of JSON a request, from any thread.
    @FunctionalInterface
    public interface AccessLog {
        void line(String json);
    }

    public ServerOptions {
        new Problems("The server's options")
                .require(port >= 0 && port <= 65_535, "the port must be from 0 to 65535, but is " + port + ".")
                .require(threads >= 1, "at least one thread is needed, but threads is " + threads + ".")
                .require(maxRequest.count() >= 1, "a request must be allowed to have at least one byte.")
                .throwIfAny(ErrorCode.INVALID_ARGUMENT);
    }

    public ServerOptions withHost(String other) {
        return new ServerOptions(other, port, threads, maxRequest, patience, accessLog);
    }

    public ServerOptions withPort(int other) {
        return new ServerOptions(host, other, threads, maxRequest, patience, accessLog);
    }

    public ServerOptions withThreads(int other) {
        return new ServerOptions(host, port, other, maxRequest, patience, accessLog);
    }

    public ServerOptions withMaxRequest(Bytes other) {
        return new ServerOptions(host, port, threads, other, patience, accessLog);
    }

    public ServerOptions withAccessLog(AccessLog other) {
        return new ServerOptions(host, port, threads, maxRequest, patience, Optional.of(other));
    }
}
