package dev.lepton.data;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;

/// Where rows come from.
public sealed interface Source {

    /// Files of delimited text, Parquet, JSON or JSON lines.
    ///
    /// @param pattern a path, or a glob such as `sales/2026-*.csv` whose files are read in the order of
    ///     their names
    record Files(String pattern) implements Source {

        public Files {
            if (pattern.isBlank()) {
                throw new LeptonException(
                        ErrorCode.INVALID_ARGUMENT,
                        "The source of the data is empty; give a file, a glob, or a jdbc: URL.");
            }
        }

        @Override
        public String toString() {
            return pattern;
        }
    }

    /// A database that answers the query of [ReadOptions#query()].
    ///
    /// @param url `jdbc:postgresql:...` or `jdbc:sqlite:...`
    record Database(String url) implements Source {

        /// The URL without its parameters, which can hold a password.
        @Override
        public String toString() {
            int parameters = url.indexOf('?');
            return parameters < 0 ? url : url.substring(0, parameters);
        }
    }

    /// Reads a source as people write it: what begins with `jdbc:` is a database, all else names files.
    static Source parse(String text) {
        return text.startsWith("jdbc:") ? new Database(text) : new Files(text);
    }
}
