package weir.event;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Predicate;

/**
 * A log of bounded size: entries get numbers from 0 on, and a new one takes the place of the oldest when it is full.
 *
 * <p>Who waits for newer entries listens. Readers take no lock and hold nobody up: they read what stands, from the newest
 * back, and stop where the writer has been since.
 *
 * <p>Thread: {@link #append} one writer; the rest any.
 *
 * @param <T> kind of entry, immutable
 */
public final class NumberedLog<T> {

    private final AtomicReferenceArray<Numbered<T>> ring;
    private final List<LogListener<T>> listeners = new CopyOnWriteArrayList<>();
    private volatile long last = -1;

    /** An empty log that keeps so many entries. */
    public NumberedLog(int capacity) {
        ring = new AtomicReferenceArray<>(capacity);
    }

    /** Numbers an entry, keeps it and tells the listeners. */
    public void append(T entry) {
        long id = last + 1;
        Numbered<T> numbered = new Numbered<>(id, entry);
        ring.set(place(id), numbered);
        last = id;
        for (LogListener<T> listener : listeners) {
            listener.appended(numbered);
        }
    }

    /** Number of the newest entry. Absent: -1 when there was none yet. */
    public long last() {
        return last;
    }

    /** Entries it had so far, also those it no longer keeps. */
    public long count() {
        return last + 1;
    }

    /**
     * The newest entries that are wanted, newest first.
     *
     * @param after only entries with a greater number
     * @param max at most so many
     */
    public List<Numbered<T>> newest(long after, int max, Predicate<? super T> wanted) {
        List<Numbered<T>> found = new ArrayList<>();
        long newest = last;
        long end = Math.max(Math.max(after, -1), newest - ring.length());
        for (long id = newest; id > end && found.size() < max; id--) {
            Numbered<T> entry = ring.get(place(id));
            if (entry == null || entry.id() != id) {
                break;
            }
            if (wanted.test(entry.entry())) {
                found.add(entry);
            }
        }
        return found;
    }

    /** Tells a listener of every entry from now on. */
    public void listen(LogListener<T> listener) {
        listeners.add(listener);
    }

    /** No longer tells a listener. */
    public void forget(LogListener<T> listener) {
        listeners.remove(listener);
    }

    private int place(long id) {
        return (int) (id % ring.length());
    }
}
