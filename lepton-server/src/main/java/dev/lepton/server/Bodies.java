package dev.lepton.server;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.RequestHeaders;
import java.util.Locale;

/// Which bodies are read: JSON that is not compressed.
final class Bodies {

    private static final String BINARY_TENSORS = "inference-header-content-length";
    private static final MediaType CURLS_OWN = MediaType.create("application", "x-www-form-urlencoded");
    private static final MediaType PLAIN = MediaType.create("text", "plain");

    private Bodies() {}

    /// @throws RefusedException 415 where the headers say that the body is something else
    static void requireJson(RequestHeaders headers) {
        MediaType type = headers.contentType();
        if (headers.contains(BINARY_TENSORS)) {
            throw refused("tensors in binary form (header Inference-Header-Content-Length)", "\"data\" in JSON");
        }
        if (type != null && !isReadable(type)) {
            throw refused("\"" + type + "\"", "application/json");
        }
        String encoding = headers.get(HttpHeaderNames.CONTENT_ENCODING, "identity");
        if (!encoding.toLowerCase(Locale.ROOT).equals("identity")) {
            throw refused("the encoding \"" + encoding + "\"", "a body that is not compressed");
        }
    }

    /// Clients that name no type, or the one that `curl -d` names by itself, mean JSON too.
    private static boolean isReadable(MediaType type) {
        return type.isJson() || type.is(CURLS_OWN) || type.is(PLAIN);
    }

    private static RefusedException refused(String came, String expected) {
        return new RefusedException(
                HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The body comes as " + came + "; " + expected + " was expected.");
    }
}
