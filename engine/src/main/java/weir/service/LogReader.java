package weir.service;

import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import weir.event.LogListener;
import weir.event.Numbered;
import weir.event.NumberedLog;

/**
 * Questions to one of the logs.
 *
 * <p>Thread: any.
 *
 * @param <T> kind of entry
 */
public final class LogReader<T> {

    private final NumberedLog<T> log;
    private final Function<T, String> name;

    LogReader(NumberedLog<T> log, Function<T, String> name) {
        this.log = log;
        this.name = name;
    }

    /**
     * The question as it is meant now: a number that no entry has yet comes from a client of an engine that ran before, and
     * stands for the beginning.
     */
    public LogQuery resolve(LogQuery query) {
        long last = log.last();
        boolean unknown = query.after().isPresent() && query.after().getAsLong() > last;
        return unknown ? new LogQuery(query.name(), OptionalLong.of(-1), query.max()) : query;
    }

    /** The newest entries asked for, newest first. */
    public List<Numbered<T>> find(LogQuery query) {
        return log.newest(
                query.after().orElse(-1),
                query.max(),
                entry -> query.name().isEmpty() || query.name().get().equals(name.apply(entry)));
    }

    /** The name by which an entry is asked for: of its threshold, or of its flow definition. */
    public String name(T entry) {
        return name.apply(entry);
    }

    /** Entries there were so far. */
    public long count() {
        return log.count();
    }

    /** Tells a listener of every entry from now on, on the thread that appends. */
    public void listen(LogListener<T> listener) {
        log.listen(listener);
    }

    /** No longer tells a listener. */
    public void forget(LogListener<T> listener) {
        log.forget(listener);
    }
}
