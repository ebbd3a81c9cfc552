package dev.lepton.model;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// Remembers what several fits on the same rows would compute again, such as prepared features. One memo
/// belongs to one fold; what it gives is immutable. Thread-safe.
public final class Memo {

    private final Map<Object, Object> known = new ConcurrentHashMap<>();

    /// The value made for `key` before, or what `make` gives now. Equal keys stand for equal values: a key is
    /// a record of everything that the value depends on beside the fold's rows.
    @SuppressWarnings("unchecked") // a key is only ever used with the one type that its maker gives
    public <T> T get(Record key, Supplier<T> make) {
        return (T) known.computeIfAbsent(key, unused -> make.get());
    }
}
