package weir.event;

/**
 * Is told of what is new in a log, in its order.
 *
 * <p>Thread: the writer's, which waits: what takes long belongs on a thread of the listener's own.
 *
 * @param <T> kind of entry
 */
@FunctionalInterface
public interface LogListener<T> {

    /** An entry was appended; it can be read from the log already. */
    void appended(Numbered<T> entry);
}
