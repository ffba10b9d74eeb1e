package weir.bgp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import weir.bgp.flowspec.ActionText;
import weir.bgp.flowspec.FlowRule;
import weir.bgp.flowspec.MatchText;
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

/** Speakers that speak with each other, and with clients that do what they should not. */
class BgpSpeakerTest {

    private static final String HERE = "127.0.7.1";
    private static final String THERE = "127.0.7.2";

    private final Peers here = new Peers(HERE, 0);
    private Peers there = new Peers(THERE, 0);

    @AfterEach
    void close() {
        there.close();
        here.close();
        assertThat(here.told).noneMatch(word -> word.startsWith("fault"));
    }

    private void connect() {
        here.neighbor(THERE, 65_000, 0);
        there.neighbor(HERE, 65_001, here.speaker().port());
        bothUp();
    }

    private void bothUp() {
        Peers.await("both sides are up", () -> isUp(here, THERE) && isUp(there, HERE));
    }

    private static boolean isUp(Peers peers, String other) {
        return peers.speaker().status(Peers.ip(other)).isPresent();
    }

    private static FlowRule rule(Map<String, String> match) {
        return new FlowRule(MatchText.parse(match), ActionText.parse(Map.of("traffic-rate", "0")));
    }

    @Test
    void announcesAndWithdraws() {
        connect();
        BgpSpeaker speaker = here.speaker();
        FlowRule rule = rule(Map.of("destination", "10.0.0.1", "protocol", "=17", "source-port", "=53"));
        FlowRule rule6 = rule(Map.of("version", "6", "destination", "2001:db8::1"));
        assertThat(speaker.announce(Peers.ip(THERE), Peers.blackhole("10.0.0.1/32")))
                .isTrue();
        assertThat(speaker.announce(Peers.ip(THERE), Peers.blackhole("2001:db8::1/128")))
                .isTrue();
        assertThat(speaker.announce(Peers.ip(THERE), rule)).isTrue();
        assertThat(speaker.announce(Peers.ip(THERE), rule6)).isTrue();
        Peers.await(
                "learned",
                () -> there.of(HERE)
                        .equals(Set.of(
                                "10.0.0.1/32",
                                "2001:db8::1/128",
                                rule.match().toString(),
                                rule6.match().toString())));
        assertThat(speaker.routeCount(Peers.ip(THERE))).contains(2);
        assertThat(speaker.ruleCount(Peers.ip(THERE))).contains(2);

        assertThat(speaker.withdraw(Peers.ip(THERE), Prefix.parse("10.0.0.1").orElseThrow()))
                .isTrue();
        assertThat(speaker.withdraw(Peers.ip(THERE), rule.match())).isTrue();
        Peers.await(
                "withdrawn",
                () -> there.of(HERE)
                        .equals(Set.of("2001:db8::1/128", rule6.match().toString())));
        assertThat(speaker.status(Peers.ip(THERE)).map(NeighborStatus::withdrawn))
                .contains(2L);
    }

    @Test
    void forgetsWhatWasAnnouncedWhenTheSessionEnds() {
        connect();
        here.speaker().announce(Peers.ip(THERE), Peers.blackhole("10.0.0.1/32"));
        Peers.await("learned", () -> !there.of(HERE).isEmpty());
        there.close();
        Peers.await(
                "down", () -> here.told.contains("down " + THERE + ": neighbour says cease, administrative shutdown"));
        assertThat(here.speaker().routes(Peers.ip(THERE))).isEmpty();
        assertThat(here.speaker().announce(Peers.ip(THERE), Peers.blackhole("10.0.0.1/32")))
                .isFalse();

        there = new Peers(THERE, 0);
        there.neighbor(HERE, 65_001, here.speaker().port());
        bothUp();
        assertThat(here.speaker().routeCount(Peers.ip(THERE))).contains(0);
    }

    @Test
    void onlyOneSessionComesUpWhenBothSidesConnect() {
        here.neighbor(THERE, 65_000, there.speaker().port());
        there.neighbor(HERE, 65_001, here.speaker().port());
        bothUp();
        here.speaker().announce(Peers.ip(THERE), Peers.blackhole("10.0.0.1/32"));
        there.speaker().announce(Peers.ip(HERE), Peers.blackhole("10.0.0.2/32"));
        Peers.await(
                "both learned",
                () -> there.of(HERE).equals(Set.of("10.0.0.1/32"))
                        && here.of(THERE).equals(Set.of("10.0.0.2/32")));
    }

    @Test
    void turnsStrangersAway() throws IOException {
        try (Socket stranger = socket("127.0.7.9")) {
            assertThat(stranger.getInputStream().read()).isEqualTo(-1);
        }
        Peers.await("told", () -> here.told.contains("refused 127.0.7.9"));
    }

    @Test
    void removedNeighboursAreTold() {
        connect();
        assertThat(here.speaker().removeNeighbor(Peers.ip(THERE))).isTrue();
        Peers.await("told", () -> there.told.contains("down " + HERE + ": neighbour says cease, peer de-configured"));
        assertThat(here.speaker().removeNeighbor(Peers.ip(THERE))).isFalse();
    }

    @Test
    void survivesAStormOfResetsAndHalfOpenConnections() throws IOException {
        here.neighbor("127.0.7.9", 65_000, 0);
        connect();
        Socket[] halfOpen = new Socket[20];
        for (int i = 0; i < halfOpen.length; i++) {
            halfOpen[i] = socket("127.0.7.9");
        }
        for (int i = 0; i < 200; i++) {
            try (Socket client = socket("127.0.7.9")) {
                client.setSoLinger(true, 0);
                if (i % 2 == 0) {
                    client.getOutputStream().write(open());
                }
                if (i % 4 == 0) {
                    client.getOutputStream().write(MessageEncoder.keepalive());
                }
                if (i % 8 == 0) {
                    client.getOutputStream().write(new byte[] {1, 2, 3});
                }
            }
        }
        for (Socket socket : halfOpen) {
            socket.close();
        }
        assertThat(isUp(here, THERE)).isTrue();
        Peers.await("the storm is over", () -> !isUp(here, "127.0.7.9"));
        here.speaker().announce(Peers.ip(THERE), Peers.blackhole("10.0.0.1/32"));
        Peers.await("learned", () -> there.of(HERE).contains("10.0.0.1/32"));
        assertThat(there.ups.get()).isEqualTo(1);
    }

    /** One byte at a time, and a path that fills the message. */
    @Test
    void readsFromASlowNeighbourWithALongPath() throws IOException {
        here.neighbor("127.0.7.9", 65_000, 0);
        try (Socket client = socket("127.0.7.9")) {
            PathAttributes attributes = PathAttributes.PLAIN.withAsPath(longPath(3 * 255));
            Agreement agreement = new Agreement(false, true, Set.of(Family.IPV4), Set.of());
            byte[] update = new UpdateEncoder(agreement)
                    .announce(
                            Family.IPV4,
                            NextHop.of(Peers.ip("192.0.2.1")),
                            attributes,
                            java.util.List.of(Prefix.parse("10.9.0.0/16").orElseThrow()))
                    .getFirst();
            assertThat(update.length).isGreaterThan(3_000);
            for (byte[] message : new byte[][] {open(), MessageEncoder.keepalive(), update}) {
                for (byte octet : message) {
                    client.getOutputStream().write(octet);
                }
            }
            Peers.await("learned", () -> here.of("127.0.7.9").contains("10.9.0.0/16"));
        }
    }

    private static AsPath longPath(int systems) {
        int[] segments = new int[systems + 2 * (systems / 255)];
        for (int at = 0; at < segments.length; at += 257) {
            segments[at] = AsPath.SEQUENCE;
            segments[at + 1] = 255;
            java.util.Arrays.fill(segments, at + 2, at + 257, 70_000);
        }
        return AsPath.ofSegments(segments);
    }

    @Test
    void givesUpANeighbourThatTakesNothing() throws IOException {
        here.neighbor("127.0.7.9", 65_000, 0);
        try (Socket client = new Socket()) {
            client.setReceiveBufferSize(4096);
            client.bind(new InetSocketAddress("127.0.7.9", 0));
            client.connect(new InetSocketAddress(HERE, here.speaker().port()));
            client.getOutputStream().write(open());
            client.getOutputStream().write(MessageEncoder.keepalive());
            Peers.await("up", () -> isUp(here, "127.0.7.9"));
            // Long messages: short ones take so long to fill what may wait that a slow machine lets the hold timer
            // expire.
            AsPath path = longPath(3 * 255);
            for (int i = 0; isUp(here, "127.0.7.9"); i++) {
                AnnouncedRoute plain = Peers.blackhole("10.0.0.0/" + (8 + i % 25));
                here.speaker()
                        .announce(
                                Peers.ip("127.0.7.9"),
                                new AnnouncedRoute(
                                        plain.prefix(),
                                        plain.nextHop(),
                                        plain.attributes().withAsPath(path)));
            }
            assertThat(here.told).contains("down 127.0.7.9: neighbour does not take what is sent");
        }
    }

    @Test
    void sendsEverythingAgainWhenAskedTo() throws IOException {
        here.neighbor("127.0.7.9", 65_000, 0);
        try (Socket client = socket("127.0.7.9")) {
            client.getOutputStream().write(open());
            client.getOutputStream().write(MessageEncoder.keepalive());
            Peers.await("up", () -> isUp(here, "127.0.7.9"));
            here.speaker().announce(Peers.ip("127.0.7.9"), Peers.blackhole("10.0.0.1/32"));
            client.getOutputStream().write(MessageEncoder.routeRefresh(Family.IPV4));
            // OPEN, KEEPALIVE, end of no routes, the route, the route again, end of routes.
            byte[] types = new byte[6];
            InputStream in = client.getInputStream();
            for (int i = 0; i < types.length; i++) {
                byte[] header = in.readNBytes(BgpMessage.HEADER);
                types[i] = header[18];
                in.readNBytes(((header[16] & 0xFF) << 8 | header[17] & 0xFF) - BgpMessage.HEADER);
            }
            assertThat(types).containsExactly(1, 4, 2, 2, 2, 2);
        }
    }

    private Socket socket(String from) throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(from, 0));
        socket.connect(new InetSocketAddress(HERE, here.speaker().port()));
        return socket;
    }

    private static byte[] open() {
        return MessageEncoder.open(new BgpMessage.Open(
                4,
                65_009,
                90,
                9,
                new Capabilities(Set.of(Family.IPV4), true, Optional.of(65_009), Set.of(), Set.of())));
    }
}
