package weir.script;

import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.Function;
import weir.event.LogListener;
import weir.event.Numbered;
import weir.request.InvalidRequestException;
import weir.service.LogReader;

/**
 * The entries of a log that a script wants, as they are appended.
 *
 * <p>Thread: that of the script; entries come on the thread of the log. Nothing comes before {@link #open()}.
 *
 * @param <T> kind of entry
 */
final class Subscription<T> {

    private final LogReader<T> log;
    private final Consumer<Numbered<T>> to;
    private @Nullable Function handler;
    private @Nullable LogListener<T> listener;
    private volatile boolean open;

    /**
     * Nothing is wanted.
     *
     * @param to gets the entries, and must not wait
     */
    Subscription(LogReader<T> log, Consumer<Numbered<T>> to) {
        this.log = log;
        this.to = to;
    }

    /** Entries may come. */
    void open() {
        open = true;
    }

    /**
     * Wants entries.
     *
     * @param names of thresholds or definitions; empty for all
     */
    void set(Function wanted, Optional<Set<String>> names) {
        if (handler != null) {
            throw new InvalidRequestException("a handler is set already");
        }
        LogListener<T> made = entry -> {
            if (open && (names.isEmpty() || names.get().contains(log.name(entry.entry())))) {
                to.accept(entry);
            }
        };
        handler = wanted;
        listener = made;
        log.listen(made);
    }

    /** Wants none any more. */
    void clear() {
        if (listener != null) {
            log.forget(listener);
        }
        listener = null;
        handler = null;
    }

    /** What gets the entries. Absent: null. */
    @Nullable
    Function handler() {
        return handler;
    }
}
