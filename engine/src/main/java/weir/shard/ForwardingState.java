package weir.shard;

/**
 * A state of a shard that hands everything on to another one; subclasses do more with datagrams.
 *
 * <p>Thread: the shard's.
 */
public abstract class ForwardingState implements ShardState {

    /** The state that all is handed on to. */
    protected final ShardState next;

    /** Hands on to a state. */
    protected ForwardingState(ShardState next) {
        this.next = next;
    }

    @Override
    public void mark(long number, long time) {
        next.mark(number, time);
    }

    @Override
    public void startPass(long number, long time) {
        next.startPass(number, time);
    }

    @Override
    public void end(long number, long time) {
        next.end(number, time);
    }
}
