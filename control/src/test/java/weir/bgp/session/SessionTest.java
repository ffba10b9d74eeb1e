package weir.bgp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import weir.bgp.message.Agreement;
import weir.bgp.message.BgpMessage;
import weir.bgp.message.BgpMessage.Notification;
import weir.bgp.message.BgpMessage.Open;
import weir.bgp.message.Capabilities;
import weir.bgp.message.MessageDecoder;
import weir.bgp.message.Update;
import weir.bgp.route.Family;
import weir.net.IpAddress;

/** The state machine of RFC 4271, section 8, with a time that the test chooses. */
class SessionTest {

    private static final long SECOND = Session.SECOND;
    private static final IpAddress ROUTER = IpAddress.v4(0x7F00_0003);
    private static final int OUR_ID = 0x0A00_0005;

    private final List<String> told = new ArrayList<>();
    private final List<Wire> dialled = new ArrayList<>();
    private boolean tooMuch;
    private long now = 1_000 * SECOND;

    /** A connection that remembers. */
    private static final class Wire implements Connection {
        private final List<BgpMessage> sent = new ArrayList<>();
        private boolean closed;

        @Override
        public void send(byte[] message) {
            sent.add(MessageDecoder.decode(message, Agreement.NONE));
        }

        @Override
        public void close() {
            closed = true;
        }

        /** What was sent since the last look. */
        List<String> take() {
            List<String> words = sent.stream()
                    .map(message -> message instanceof Notification said
                            ? said.toString()
                            : message.getClass().getSimpleName())
                    .toList();
            sent.clear();
            return words;
        }
    }

    private final SpeakerListener listener = new SpeakerListener() {
        @Override
        public void established(IpAddress neighbor) {
            told.add("up");
        }

        @Override
        public void closed(IpAddress neighbor, String reason) {
            told.add("down: " + reason);
        }

        @Override
        public void failed(IpAddress neighbor, String reason) {
            told.add("failed: " + reason);
        }

        @Override
        public void refused(IpAddress address) {
            told.add("refused");
        }

        @Override
        public void fault(Throwable fault) {
            throw new AssertionError(fault);
        }
    };

    private final UpdateSink sink = new UpdateSink() {
        @Override
        public @Nullable Notification update(Update update) {
            told.add("update");
            return tooMuch ? Notification.of(6, 1) : null;
        }

        @Override
        public void clear() {
            told.add("clear");
        }
    };

    private Neighbor neighbor(int dialPort) {
        NeighborSettings settings =
                new NeighborSettings(ROUTER, 65_000, OUR_ID, Set.of(Family.IPV4, Family.FLOWSPEC4), false, dialPort);
        return new Neighbor(
                settings,
                sink,
                listener,
                (from, session) -> {
                    dialled.add(new Wire());
                    return dialled.getLast();
                },
                () -> 1_700_000_000_000L);
    }

    private static Open open(int as, int id, int hold) {
        return new Open(
                4, as, hold, id, new Capabilities(Set.of(Family.IPV4), true, Optional.of(as), Set.of(), Set.of()));
    }

    private final Neighbor passive = neighbor(0);
    private final Wire wire = new Wire();
    private Session session = passive.accept(new Wire(), now);

    @BeforeEach
    void accept() {
        passive.stop(Notification.of(6, 2), now);
        told.clear();
        session = passive.accept(wire, now);
        assertThat(wire.take()).containsExactly("Open");
        assertThat(session.state()).isSameAs(OpenSent.INSTANCE);
    }

    private void establish() {
        session.received(open(65_001, 1, 30), now);
        assertThat(wire.take()).containsExactly("Keepalive");
        session.received(new BgpMessage.Keepalive(), now);
        assertThat(told).containsExactly("up");
        told.clear();
        assertThat(wire.take()).as("end of no routes").containsExactly("Update");
    }

    @Test
    void comesUpWhenBothSidesHaveSaidWhoTheyAre() {
        establish();
        assertThat(passive.status()).hasValueSatisfying(status -> {
            assertThat(status.as()).isEqualTo(65_001);
            assertThat(status.id()).isEqualTo(1);
            assertThat(status.since()).isEqualTo(1_700_000_000_000L);
        });
        assertThat(passive.families()).containsExactly(Family.IPV4);
    }

    @Test
    void saysThatItIsAliveThreeTimesInEachHoldTime() {
        establish();
        int keepalives = 0;
        for (int second = 1; second <= 60; second++) {
            now += SECOND;
            session.received(new BgpMessage.Keepalive(), now);
            session.tick(now);
            keepalives += wire.take().size();
        }
        assertThat(keepalives).isEqualTo(6);
        assertThat(session.isUp()).isTrue();
    }

    @Test
    void endsWhenTheNeighbourIsSilentForTheHoldTime() {
        establish();
        now += 30 * SECOND - 1;
        session.tick(now);
        assertThat(session.isUp()).isTrue();
        wire.take();
        now += 1;
        session.tick(now);
        assertThat(wire.take()).containsExactly("hold timer expired");
        assertThat(wire.closed).isTrue();
        assertThat(told).containsExactly("clear", "down: hold timer expired");
        assertThat(passive.status()).isEmpty();
    }

    @Test
    void neverExpiresWhenTheNeighbourWantsNoHoldTime() {
        session.received(open(65_001, 1, 0), now);
        session.received(new BgpMessage.Keepalive(), now);
        assertThat(session.nextDue()).isEqualTo(Session.NEVER);
    }

    @Test
    void waitsFourMinutesForTheFirstMessage() {
        session.tick(now + 240 * SECOND - 1);
        assertThat(wire.closed).isFalse();
        session.tick(now + 240 * SECOND);
        assertThat(wire.take()).containsExactly("hold timer expired");
        assertThat(told).containsExactly("failed: hold timer expired");
    }

    @Test
    void refusesAnOpenThatCannotBe() {
        session.received(open(65_001, 0, 90), now);
        assertThat(wire.take()).containsExactly("OPEN message error, bad identifier");

        refused(open(65_001, 1, 2), "OPEN message error, unacceptable hold time");
        refused(open(0, 1, 90), "OPEN message error, bad peer AS");
        refused(open(65_000, OUR_ID, 90), "OPEN message error, bad identifier");
    }

    private void refused(Open open, String answer) {
        Wire next = new Wire();
        Session other = passive.accept(next, now);
        next.take();
        other.received(open, now);
        assertThat(next.take()).containsExactly(answer);
        assertThat(next.closed).isTrue();
    }

    @Test
    void endsOnAMessageThatDoesNotBelongInAState() {
        session.received(new BgpMessage.Keepalive(), now);
        assertThat(wire.take()).containsExactly("state machine error, unexpected in OpenSent");

        Wire second = new Wire();
        Session confirming = passive.accept(second, now);
        confirming.received(open(65_001, 1, 90), now);
        second.take();
        confirming.received(open(65_001, 1, 90), now);
        assertThat(second.take()).containsExactly("state machine error, unexpected in OpenConfirm");
    }

    @Test
    void endsOnASecondOpen() {
        establish();
        session.received(open(65_001, 1, 90), now);
        assertThat(wire.take()).containsExactly("state machine error, unexpected in Established");
        assertThat(told).containsExactly("clear", "down: neighbour sent Open in Established");
    }

    @Test
    void endsWithoutAnAnswerWhenTheNeighbourSaysSo() {
        establish();
        session.received(Notification.of(6, 4), now);
        assertThat(wire.take()).isEmpty();
        assertThat(wire.closed).isTrue();
        assertThat(told).containsExactly("clear", "down: neighbour says cease, administrative reset");
    }

    @Test
    void endsWhenThereIsTooMuchToLearn() {
        establish();
        tooMuch = true;
        session.received(new Update(null, List.of(), List.of(), List.of()), now);
        assertThat(wire.take()).containsExactly("cease, maximum number of prefixes");
        assertThat(told).startsWith("update", "clear");
    }

    @Test
    void tellsTheNeighbourWhatIsMalformed() {
        establish();
        session.received(new BgpMessage.Malformed(Notification.of(3, 1)), now);
        assertThat(wire.take()).containsExactly("UPDATE message error, malformed attribute list");
    }

    @Test
    void aNeighbourThatConnectsAnewReplacesItsOldSession() {
        establish();
        Wire second = new Wire();
        Session again = passive.accept(second, now);
        second.take();
        assertThat(session.isUp()).isTrue();
        again.received(open(65_001, 1, 90), now);
        assertThat(wire.take()).containsExactly("cease, connection collision");
        again.received(new BgpMessage.Keepalive(), now);
        assertThat(again.isUp()).isTrue();
        assertThat(told).containsExactly("clear", "down: closed: cease, connection collision", "up");
    }

    @Test
    void keepsFewConnectionsThatSayNothing() {
        List<Wire> wires = new ArrayList<>(List.of(wire));
        for (int i = 0; i < 10; i++) {
            wires.add(new Wire());
            passive.accept(wires.getLast(), now);
        }
        assertThat(wires).filteredOn(each -> !each.closed).hasSize(Neighbor.MOST_INCOMING);
        assertThat(wires.getLast().closed).isFalse();
    }

    @Test
    void triesAgainAfterPausesThatDouble() {
        Neighbor active = neighbor(179);
        active.start(now);
        List<Long> pauses = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            assertThat(dialled).hasSize(i + 1);
            Session dialling = sessionOf(active);
            dialling.disconnected("refused", now);
            long due = active.nextDue();
            pauses.add((due - now) / SECOND);
            now = due;
            active.tick(now);
        }
        assertThat(pauses).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);
    }

    @Test
    void givesUpAConnectionThatIsNotMadeInAMinute() {
        Neighbor active = neighbor(179);
        active.start(now);
        active.tick(now + 60 * SECOND);
        assertThat(dialled.getFirst().closed).isTrue();
        active.tick(now + 62 * SECOND);
        assertThat(dialled).hasSize(2);
    }

    /** Both sides connect to each other; each hears of the other on both connections. */
    @Test
    void theGreaterIdentifierKeepsItsConnection() {
        for (boolean oursIsGreater : new boolean[] {true, false}) {
            dialled.clear();
            Neighbor active = neighbor(179);
            active.start(now);
            Wire out = dialled.getFirst();
            Session outgoing = sessionOf(active);
            outgoing.connected(out, now);
            Wire in = new Wire();
            Session incoming = active.accept(in, now);
            Open theirs = open(65_001, oursIsGreater ? OUR_ID - 1 : OUR_ID + 1, 90);

            outgoing.received(theirs, now);
            incoming.received(theirs, now);
            assertThat(out.closed).isEqualTo(!oursIsGreater);
            assertThat(in.closed).isEqualTo(oursIsGreater);

            Session kept = oursIsGreater ? outgoing : incoming;
            kept.received(new BgpMessage.Keepalive(), now);
            assertThat(active.isUp()).isTrue();
            active.tick(now + 60 * SECOND);
            assertThat(dialled).as("not dialled while up").hasSize(1);

            kept.disconnected("gone", now + 60 * SECOND);
            active.tick(now + 180 * SECOND);
            assertThat(dialled).as("dialled again").hasSize(2);
        }
    }

    private static Session sessionOf(Neighbor neighbor) {
        return neighbor.outgoing().orElseThrow();
    }

    @Test
    void stopsForGood() {
        Neighbor active = neighbor(179);
        active.start(now);
        active.stop(Notification.of(6, 3), now);
        assertThat(dialled.getFirst().closed).isTrue();
        assertThat(active.nextDue()).isEqualTo(Session.NEVER);
    }
}
