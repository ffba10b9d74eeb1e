package weir.script.call;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Values that all scripts share, as JSON text, in memory.
 *
 * <p>Bound: {@value #MOST_CHARACTERS} characters together. Thread: any.
 */
public final class Sharing {

    /** Most characters of all keys and values together. */
    public static final long MOST_CHARACTERS = 32L << 20;

    private final ConcurrentHashMap<String, String> values = new ConcurrentHashMap<>();
    private long characters;

    /** The JSON text of a value. Absent: empty. */
    Optional<String> get(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** Keeps a value. Answers false when there is no room for it. */
    synchronized boolean set(String key, String json) {
        String before = values.get(key);
        long grown = size(key, json) - (before == null ? 0 : size(key, before));
        if (characters + grown > MOST_CHARACTERS) {
            return false;
        }
        characters += grown;
        values.put(key, json);
        return true;
    }

    /** Forgets a value. */
    synchronized void delete(String key) {
        String before = values.remove(key);
        characters -= before == null ? 0 : size(key, before);
    }

    private static long size(String key, String json) {
        return (long) key.length() + json.length();
    }

    /** Keys of all values, sorted. */
    Set<String> keys() {
        return new TreeSet<>(values.keySet());
    }
}
