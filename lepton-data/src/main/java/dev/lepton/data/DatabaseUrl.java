package dev.lepton.data;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.base.Names;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/// A JDBC URL that is safe to open: of a known driver, with known parameters only.
///
/// Drivers take parameters that load classes or write files; whoever may name a source must not gain that
/// power.
///
/// @param url without parameters
/// @param settings the parameters, and what makes the connection read only
/// @param sqlite whether it is SQLite, whose columns have no types
record DatabaseUrl(String url, Properties settings, boolean sqlite) {

    private static final List<String> PARAMETERS = List.of(
            "user",
            "password",
            "ssl",
            "sslmode",
            "sslrootcert",
            "currentSchema",
            "connectTimeout",
            "loginTimeout",
            "socketTimeout",
            "tcpKeepAlive",
            "ApplicationName");

    static DatabaseUrl of(Source.Database source) {
        int mark = source.url().indexOf('?');
        String plain = mark < 0 ? source.url() : source.url().substring(0, mark);
        String parameters = mark < 0 ? "" : source.url().substring(mark + 1);
        if (plain.startsWith("jdbc:postgresql:")) {
            return new DatabaseUrl(plain, parameters(source, parameters), false);
        }
        if (!plain.startsWith("jdbc:sqlite:")) {
            throw new LeptonException(
                    ErrorCode.UNSUPPORTED,
                    "No driver reads \"" + source + "\"; databases are given as jdbc:postgresql://host/database or "
                            + "jdbc:sqlite:file.");
        }
        Path file = Path.of(plain.substring("jdbc:sqlite:".length()));
        if (!Files.isRegularFile(file)) {
            throw new LeptonException(ErrorCode.NOT_FOUND, "There is no SQLite database \"" + file + "\".");
        }
        if (!parameters.isEmpty()) {
            throw new LeptonException(
                    ErrorCode.INVALID_ARGUMENT, "The URL of an SQLite database takes no parameters: " + source);
        }
        Properties settings = new Properties();
        settings.setProperty("open_mode", "1"); // SQLITE_OPEN_READONLY
        return new DatabaseUrl(plain, settings, true);
    }

    private static Properties parameters(Source.Database source, String text) {
        Properties settings = new Properties();
        for (String pair : text.split("&")) {
            if (pair.isEmpty()) {
                continue;
            }
            String name = pair.replaceAll("=.*", "");
            if (!PARAMETERS.contains(name)) {
                throw new LeptonException(
                        ErrorCode.INVALID_ARGUMENT,
                        "The URL \"" + source + "\" has the parameter \"" + name + "\", which is not allowed."
                                + Names.hint(name, PARAMETERS));
            }
            String value = pair.length() > name.length() ? pair.substring(name.length() + 1) : "";
            settings.setProperty(name, URLDecoder.decode(value, StandardCharsets.UTF_8));
        }
        return settings;
    }
}
