package dev.lepton.server;

import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.ContentTooLargeException;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.util.Exceptions;
import com.linecorp.armeria.server.HttpStatusException;
import com.linecorp.armeria.server.ServerErrorHandler;
import com.linecorp.armeria.server.ServiceConfig;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.lepton.base.Bytes;
import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The one place where an error becomes an HTTP answer: `{"error": "..."}` with the status of its code.
final class Errors implements ServerErrorHandler {

    @Override
    public @Nullable HttpResponse onServiceException(ServiceRequestContext context, Throwable thrown) {
        Throwable cause = Exceptions.peel(thrown);
        return switch (cause) {
            case LeptonException own -> error(HttpStatus.valueOf(own.code().httpStatus()), message(own));
            case RefusedException refused -> error(refused.status(), String.valueOf(refused.getMessage()));
            case HttpStatusException status -> null;
            case OutOfMemoryError full ->
                error(HttpStatus.SERVICE_UNAVAILABLE, "The server has too little memory for this request.");
            case ContentTooLargeException large -> null;
            default ->
                context.isCancelled()
                        ? null
                        : error(
                                HttpStatus.INTERNAL_SERVER_ERROR,
                                "The server failed (" + cause.getClass().getSimpleName() + ").");
        };
    }

    private static String message(LeptonException error) {
        return error.code() == ErrorCode.INTERNAL ? "The server failed: " + error.getMessage() : error.getMessage();
    }

    /// Answers that no service gave, such as for an unknown path.
    @Override
    public @Nullable AggregatedHttpResponse renderStatus(
            @Nullable ServiceRequestContext context,
            ServiceConfig config,
            @Nullable RequestHeaders headers,
            HttpStatus status,
            @Nullable String description,
            @Nullable Throwable cause) {
        String path = headers == null ? "this path" : headers.method() + " " + headers.path();
        String message = switch (status.code()) {
            case 404 -> "Nothing answers " + path + "; models are under /v2/models/NAME and /v1/models/NAME.";
            case 405 -> "The method does not fit: " + path + ".";
            case 413 ->
                "The body is larger than " + new Bytes(config.maxRequestLength()) + "; send fewer rows at once.";
            default -> description == null ? status.reasonPhrase() : description;
        };
        return AggregatedHttpResponse.of(
                status, MediaType.JSON, new String(Json.bytes(Map.of("error", message)), StandardCharsets.UTF_8));
    }

    private static HttpResponse error(HttpStatus status, String message) {
        return HttpResponse.of(status, MediaType.JSON, Json.bytes(Map.of("error", message)));
    }
}
