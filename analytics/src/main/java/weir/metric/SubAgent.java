package weir.metric;

import weir.metric.AgentFacts.Fact;

/**
 * A numbered part of an agent with its own datagram sequence.
 *
 * <p>When a datagram does not continue the stream, the sub-agent has restarted, and what it sends from then on is a new
 * stream. The one before is kept: datagrams that go on with it while the new one lives too show that two devices send
 * under one agent address. Then each is followed in its own stream, so that changing between them is no loss, and their
 * counters are not compared with each other.
 *
 * <p>Thread: owner only. Source: sFlow Version 5, section 5, struct sample_datagram_v5.
 */
final class SubAgent {

    /** Two devices are thought to share the address until so long after the last sign of it. */
    private static final long CONFLICT_MEMORY = 600_000_000_000L;

    private final int number;
    private final SourceMap feeds = new SourceMap();
    private DatagramStream current = new DatagramStream();
    private DatagramStream other = new DatagramStream();
    private int epoch;
    private long lastConflict = Long.MIN_VALUE;

    SubAgent(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    /** What it sends about data sources. */
    SourceMap feeds() {
        return feeds;
    }

    /** Changes with every new stream; what was learned in another epoch may not be comparable. */
    int epoch() {
        return epoch;
    }

    /** Whether two devices were lately seen to send as this sub-agent. */
    boolean conflicted(long now) {
        return lastConflict != Long.MIN_VALUE && now - lastConflict < CONFLICT_MEMORY;
    }

    /** Takes the head of the next datagram. */
    Arrival accept(int sequence, int uptime, long now, AgentFacts facts) {
        if (!current.started()) {
            current.start(sequence, uptime, now);
            return Arrival.FRESH;
        }
        boolean continues = current.continuedBy(sequence, uptime, now);
        boolean resumes = other.resumedBy(sequence, uptime, now);
        if (resumes && (!continues || other.distance(sequence) < current.distance(sequence))) {
            change(now, facts);
            continues = true;
        }
        if (!continues) {
            DatagramStream ended = current;
            current = other;
            other = ended;
            current.start(sequence, uptime, now);
            epoch++;
            facts.add(Fact.RESTARTS, 1);
            facts.set(Fact.LAST_RESTART, now);
            return Arrival.FRESH;
        }
        Arrival arrival = current.accept(sequence, uptime, now);
        switch (arrival) {
            case FRESH -> facts.add(Fact.DATAGRAMS_LOST, current.gap());
            case LATE -> {
                facts.add(Fact.DATAGRAMS_LOST, current.gap());
                facts.add(Fact.DATAGRAMS_OUT_OF_ORDER, 1);
            }
            default -> facts.add(Fact.DATAGRAMS_DUPLICATE, 1);
        }
        return arrival;
    }

    private void change(long now, AgentFacts facts) {
        DatagramStream resumed = other;
        other = current;
        current = resumed;
        epoch++;
        if (current.established() && other.established()) {
            facts.add(Fact.ADDRESS_CONFLICTS, 1);
            facts.set(Fact.LAST_CONFLICT, now);
            lastConflict = now;
        }
    }

    /** Forgets what came, without a loss: the next datagram is the first, and so is the next sample of each source. */
    void forget() {
        current.forget();
        other.forget();
        feeds.forEach(SourceFeed::forget);
        epoch++;
    }
}
