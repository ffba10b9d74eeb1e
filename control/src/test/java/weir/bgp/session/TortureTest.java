package weir.bgp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import weir.bgp.message.Agreement;
import weir.bgp.message.BgpMessage;
import weir.bgp.message.Capabilities;
import weir.bgp.message.MessageEncoder;
import weir.bgp.message.UpdateEncoder;
import weir.bgp.route.AsPath;
import weir.bgp.route.Family;
import weir.bgp.route.NextHop;
import weir.bgp.route.PathAttributes;
import weir.lookup.Prefix;
import weir.net.IpAddress;

/** What a neighbour does to itself is no affair of another: a session that is up beside it stays up and answers. */
class TortureTest {

    private static final String HERE = "127.0.7.21";
    private static final String HONEST = "127.0.7.22";
    private static final String ROGUE = "127.0.7.29";
    private static final Agreement AGREEMENT = new Agreement(false, true, Set.of(Family.IPV4), Set.of());

    private final Peers here = new Peers(HERE, 0);
    private final Peers honest = new Peers(HONEST, 0);

    @BeforeEach
    void connect() {
        here.neighbor(HONEST, 65_000, 0);
        here.neighbor(ROGUE, 65_000, 0);
        honest.neighbor(HERE, 65_001, here.speaker().port());
        Peers.await("the honest one is up", () -> isUp(HONEST));
    }

    @AfterEach
    void theHonestOneNeverSuffers() {
        try {
            assertThat(here.speaker().announce(Peers.ip(HONEST), Peers.blackhole("10.0.0.1/32")))
                    .isTrue();
            Peers.await("announced", () -> honest.of(HERE).contains("10.0.0.1/32"));
            assertThat(honest.ups.get()).isEqualTo(1);
            assertThat(here.told).noneMatch(word -> word.startsWith("fault"));
        } finally {
            honest.close();
            here.close();
        }
    }

    private boolean isUp(String router) {
        return here.speaker().status(Peers.ip(router)).isPresent();
    }

    private Socket rogue(int hold) throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(ROGUE, 0));
        socket.connect(new InetSocketAddress(HERE, here.speaker().port()));
        Capabilities capabilities =
                new Capabilities(Set.of(Family.IPV4), true, Optional.of(65_009), Set.of(), Set.of());
        socket.getOutputStream().write(MessageEncoder.open(new BgpMessage.Open(4, 65_009, hold, 9, capabilities)));
        socket.getOutputStream().write(MessageEncoder.keepalive());
        Peers.await("the rogue is up", () -> isUp(ROGUE));
        return socket;
    }

    private static byte[] update(int network, AsPath path) {
        return new UpdateEncoder(AGREEMENT)
                .announce(
                        Family.IPV4,
                        NextHop.of(Peers.ip("192.0.2.1")),
                        PathAttributes.PLAIN.withAsPath(path),
                        List.of(new Prefix(IpAddress.v4(10 << 24 | network << 8), 24)))
                .getFirst();
    }

    /** The connection is there, and nobody behind it: it is given up when the hold time is over, and its routes with it. */
    @Test
    void aHalfOpenNeighbourIsGivenUpWhenItsHoldTimeIsOver() throws IOException {
        try (Socket silent = rogue(3)) {
            silent.getOutputStream().write(update(1, AsPath.of(65_009)));
            Peers.await("learned", () -> !here.of(ROGUE).isEmpty());
            Peers.await("given up", () -> here.told.contains("down " + ROGUE + ": hold timer expired"));
            assertThat(here.of(ROGUE)).isEmpty();
        }
    }

    /** Attributes that can be passed over cost their routes and are counted, however many there are (RFC 7606). */
    @Test
    void aBurstOfMalformedAttributesCostsTheirRoutesOnly() throws IOException {
        int burst = 20_000;
        try (Socket socket = rogue(90)) {
            byte[] good = update(1, AsPath.of(65_009));
            byte[] bad = good.clone();
            // The value of ORIGIN, the first attribute: after header, two lengths, flags, type and length.
            bad[BgpMessage.HEADER + 4 + 3] = 9;
            OutputStream out = socket.getOutputStream();
            out.write(good);
            Peers.await("learned", () -> here.of(ROGUE).size() == 1);
            for (int i = 0; i < burst; i++) {
                out.write(bad);
            }
            Peers.await(
                    "all counted",
                    () -> here.speaker()
                            .status(Peers.ip(ROGUE))
                            .filter(status -> status.errors() == burst)
                            .isPresent());
            assertThat(here.of(ROGUE)).as("taken as withdrawn").isEmpty();
            out.write(good);
            Peers.await("and it goes on", () -> here.of(ROGUE).size() == 1);
        }
    }

    /** What cannot be understood at all ends the session, time and again. */
    @Test
    void malformedMessagesInEveryOneOfManySessionsEndThatSessionOnly() throws IOException {
        byte[] garbage = new byte[4096];
        for (int i = 0; i < 100; i++) {
            int before = here.told.size();
            try (Socket socket = rogue(90)) {
                garbage[16] = (byte) (i % 3 == 0 ? 0xFF : 0);
                garbage[17] = (byte) (i % 3 == 1 ? 3 : 0x40);
                garbage[18] = (byte) i;
                socket.getOutputStream().write(garbage);
                socket.getOutputStream().write(garbage);
            } catch (SocketException e) {
                // It was quicker.
            }
            Peers.await("down", () -> here.told.size() > before + 1 && !isUp(ROGUE));
        }
        assertThat(here.told)
                .filteredOn(word -> word.startsWith("down " + ROGUE))
                .hasSize(100);
    }

    /** As many systems as a message can hold, in every message, without a pause. */
    @Test
    void aFloodOfHugePathsIsLearnedWhileOthersAreServed() throws IOException {
        int[] segments = new int[3 * 257];
        for (int at = 0; at < segments.length; at += 257) {
            segments[at] = AsPath.SEQUENCE;
            segments[at + 1] = 255;
            java.util.Arrays.fill(segments, at + 2, at + 257, 400_000 + at);
        }
        AsPath path = AsPath.ofSegments(segments);
        try (Socket socket = rogue(90)) {
            OutputStream out = socket.getOutputStream();
            for (int i = 0; i < 5_000; i++) {
                out.write(update(i, path));
                if (i % 1_000 == 0) {
                    here.speaker().announce(Peers.ip(HONEST), Peers.blackhole("10.9.9.9/32"));
                }
            }
            Peers.await("learned", () -> here.of(ROGUE).size() == 5_000);
            assertThat(honest.of(HERE)).contains("10.9.9.9/32");
        }
        Peers.await("forgotten when it is gone", () -> here.of(ROGUE).isEmpty());
    }
}
