package weir.shard;

import java.util.ArrayList;
import java.util.List;
import weir.ingest.QueueItem;

/** Notes what it is told, and checks that time does not go back. */
final class RecordingState implements ShardState {

    /** One thing it was told. */
    record Told(QueueItem.Kind kind, long number, long time) {}

    final List<Told> told = new ArrayList<>();
    private long last = Long.MIN_VALUE;

    private void note(QueueItem.Kind kind, long number, long time) {
        if (time < last) {
            throw new AssertionError("time went back");
        }
        last = time;
        told.add(new Told(kind, number, time));
    }

    @Override
    public void apply(QueueItem datagram, long time) {
        note(QueueItem.Kind.DATAGRAM, datagram.number(), time);
    }

    @Override
    public void mark(long number, long time) {
        note(QueueItem.Kind.MARK, 0, time);
    }

    @Override
    public void startPass(long number, long time) {
        note(QueueItem.Kind.PASS, 0, time);
    }

    @Override
    public void end(long number, long time) {
        note(QueueItem.Kind.END, 0, time);
    }
}
