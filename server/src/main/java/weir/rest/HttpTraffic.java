package weir.rest;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToLongFunction;
import org.eclipse.jetty.io.Connection;

/**
 * Counts what the HTTP server does. Open connections are asked, so that what a long-lived one carries is seen at once.
 *
 * <p>Thread: any.
 */
public final class HttpTraffic {

    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private final LongAdder connections = new LongAdder();
    private final LongAdder messagesIn = new LongAdder();
    private final LongAdder messagesOut = new LongAdder();
    private final LongAdder bytesIn = new LongAdder();
    private final LongAdder bytesOut = new LongAdder();
    private final AtomicLong outOfMemory = new AtomicLong();

    /** What was counted, at one time. */
    public record Counts(
            long connectionsCurrent,
            long connectionsTotal,
            long messagesReceived,
            long messagesSent,
            long bytesReceived,
            long bytesSent,
            long outOfMemory) {}

    /** Counts a request for which memory did not suffice; whether it was the first. */
    boolean outOfMemory() {
        return outOfMemory.getAndIncrement() == 0;
    }

    /** Tells this object of connections. */
    Connection.Listener listener() {
        return new Connection.Listener() {
            @Override
            public void onOpened(Connection connection) {
                connections.increment();
                open.add(connection);
            }

            @Override
            public void onClosed(Connection connection) {
                if (open.remove(connection)) {
                    messagesIn.add(connection.getMessagesIn());
                    messagesOut.add(connection.getMessagesOut());
                    bytesIn.add(connection.getBytesIn());
                    bytesOut.add(connection.getBytesOut());
                }
            }
        };
    }

    /** Counts since the start. */
    public Counts counts() {
        return new Counts(
                open.size(),
                connections.sum(),
                messagesIn.sum() + sum(Connection::getMessagesIn),
                messagesOut.sum() + sum(Connection::getMessagesOut),
                bytesIn.sum() + sum(Connection::getBytesIn),
                bytesOut.sum() + sum(Connection::getBytesOut),
                outOfMemory.get());
    }

    private long sum(ToLongFunction<Connection> figure) {
        return open.stream().mapToLong(figure).sum();
    }
}
