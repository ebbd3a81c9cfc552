package dev.lepton.cli;

import dev.lepton.server.ServedModel;
import java.net.URI;
import java.util.List;

/// The shell command that asks a served model about its example row.
final class Curl {

    private Curl() {}

    static String of(URI address, ServedModel model) {
        return "curl -s " + path(address, model) + " -d '" + body(model).replace("'", "'\\''") + "'";
    }

    static URI path(URI address, ServedModel model) {
        return address.resolve("/v1/models/" + model.name() + "/predict");
    }

    static String body(ServedModel model) {
        return Json.text(List.of(model.form().example()));
    }
}
