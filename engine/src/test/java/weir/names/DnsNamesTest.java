package weir.names;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import weir.enginetest.Await;
import weir.lookup.Label;
import weir.lookup.Lookups;
import weir.net.IpAddress;
import weir.testing.Allocation;

/** Reverse names asked of real servers over UDP: good ones, a silent one, lying ones. */
class DnsNamesTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final long SECOND = 1_000_000_000L;

    private final AtomicLong time = new AtomicLong();

    /** Asks servers that answer: they have all the time that a busy machine may need. */
    private DnsNames names(InetSocketAddress... servers) {
        return names(60, servers);
    }

    /** Asks servers some of which do not answer, or not well. */
    private DnsNames names(int seconds, InetSocketAddress... servers) {
        DnsClient client = new DnsClient(List.of(servers), Duration.ofSeconds(seconds));
        DnsNames names = new DnsNames(client, 1000, HOUR, time::get);
        names.start();
        return names;
    }

    private static @Nullable Label ask(DnsNames names, String address) {
        IpAddress ip = IpAddress.parse(address).orElseThrow();
        return names.name(ip.v6(), ip.high(), ip.low());
    }

    private static long count(DnsNames names, String kind) {
        TreeMap<String, Long> counts = new TreeMap<>();
        names.addTo(counts);
        return counts.get(kind);
    }

    private static void awaitCount(DnsNames names, String kind, long count) {
        Await.until(kind + " is " + count, () -> count(names, kind) >= count);
    }

    private static Name name(String text) {
        return Name.fromConstantString(text);
    }

    private static Message reply(Message query, int rcode, Record... answers) {
        Message reply = new Message(query.getHeader().getID());
        reply.getHeader().setFlag(Flags.QR);
        reply.getHeader().setRcode(rcode);
        reply.addRecord(query.getQuestion(), Section.QUESTION);
        for (Record answer : answers) {
            reply.addRecord(answer, answer instanceof SOARecord ? Section.AUTHORITY : Section.ANSWER);
        }
        return reply;
    }

    private static Record pointer(Name owner, long ttl, String target) {
        return new PTRRecord(owner, DClass.IN, ttl, name(target));
    }

    private static Record zone(long ttl, long minimum) {
        return new SOARecord(name("10.in-addr.arpa."), DClass.IN, ttl, name("a."), name("b."), 1, 1, 1, 1, minimum);
    }

    private static byte[] named(Message query, String target) {
        return reply(query, Rcode.NOERROR, pointer(query.getQuestion().getName(), 60, target))
                .toWire();
    }

    @Test
    void nameComesAfterTheFirstQuestionAndStays() {
        try (DnsServer server = new DnsServer(query -> named(query, "www.example.com."));
                DnsNames names = names(server.address())) {
            assertThat(ask(names, "10.1.2.3")).isNull();
            awaitCount(names, "dnsNamed", 1);
            assertThat(ask(names, "10.1.2.3")).hasToString("www.example.com.");
            assertThat(ask(names, "2001:db8::1")).isNull();
            awaitCount(names, "dnsNamed", 2);
            assertThat(ask(names, "2001:db8::1")).hasToString("www.example.com.");
            assertThat(server.questions())
                    .containsExactly(
                            "3.2.1.10.in-addr.arpa.",
                            "1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa.");
        }
    }

    @Test
    void resolverFileThatChangedCountsWithoutARestart(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("resolv.conf");
        try (DnsServer first = new DnsServer(query -> named(query, "first.example."));
                DnsServer second = new DnsServer(query -> named(query, "second.example."))) {
            Files.writeString(file, line(first));
            var configuration =
                    new DnsConfiguration(List.of(file.toString()), folder, 1000, HOUR, Duration.ofSeconds(60));
            var sources =
                    new NameSources(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(configuration));
            var lookups = new AtomicReference<>(Lookups.NONE);
            try (OutsideNames outside = new OutsideNames(sources, lookups::updateAndGet)) {
                outside.start();
                awaitName(lookups.get(), "10.1.2.3", "first.example.");
                Files.writeString(file, "# moved\n" + line(second));
                outside.look();
                outside.look();
                awaitName(lookups.get(), "10.1.2.4", "second.example.");
            }
            assertThat(first.questions()).containsExactly("3.2.1.10.in-addr.arpa.");
        }
    }

    private static String line(DnsServer server) {
        return "nameserver 127.0.0.1:" + server.address().getPort() + "\n";
    }

    private static void awaitName(Lookups lookups, String address, String name) {
        IpAddress ip = IpAddress.parse(address).orElseThrow();
        Await.until(address + " is " + name, () -> {
            Label known = lookups.names().name(ip.v6(), ip.high(), ip.low());
            return known != null && known.toString().equals(name);
        });
    }

    @Test
    void oldNameIsGivenUntilTheNewOneIsThere() {
        AtomicLong version = new AtomicLong();
        try (DnsServer server = new DnsServer(query -> named(query, "v" + version.incrementAndGet() + ".example."));
                DnsNames names = names(server.address())) {
            ask(names, "10.1.2.3");
            awaitCount(names, "dnsNamed", 1);
            time.addAndGet(59 * SECOND);
            assertThat(ask(names, "10.1.2.3")).hasToString("v1.example.");
            assertThat(count(names, "dnsAsked")).isEqualTo(1);
            time.addAndGet(2 * SECOND);
            assertThat(ask(names, "10.1.2.3")).hasToString("v1.example.");
            awaitCount(names, "dnsNamed", 2);
            assertThat(ask(names, "10.1.2.3")).hasToString("v2.example.");
            assertThat(count(names, "dnsAsked")).isEqualTo(2);
        }
    }

    @Test
    void absenceIsRememberedAsLongAsTheZoneSays() {
        try (DnsServer server = new DnsServer(
                        query -> reply(query, Rcode.NXDOMAIN, zone(900, 40)).toWire());
                DnsNames names = names(server.address())) {
            assertThat(ask(names, "10.1.2.3")).isNull();
            awaitCount(names, "dnsNameless", 1);
            time.addAndGet(39 * SECOND);
            assertThat(ask(names, "10.1.2.3")).isNull();
            assertThat(count(names, "dnsAsked")).isEqualTo(1);
            time.addAndGet(2 * SECOND);
            assertThat(ask(names, "10.1.2.3")).isNull();
            awaitCount(names, "dnsNameless", 2);
        }
    }

    @Test
    void aliasesOfClasslessDelegationsAreFollowed() {
        Name alias = name("3.0-31.2.1.10.in-addr.arpa.");
        try (DnsServer server = new DnsServer(query -> {
                    Name asked = query.getQuestion().getName();
                    return reply(
                                    query,
                                    Rcode.NOERROR,
                                    new CNAMERecord(asked, DClass.IN, 300, alias),
                                    pointer(alias, 300, "b.example."),
                                    pointer(alias, 300, "a.example."))
                            .toWire();
                });
                DnsNames names = names(server.address())) {
            ask(names, "10.1.2.3");
            awaitCount(names, "dnsNamed", 1);
            assertThat(ask(names, "10.1.2.3")).as("first in order of text").hasToString("a.example.");
        }
    }

    @Test
    void silentServerStallsNobodyAndIsLeftAloneForAWhile() {
        try (DnsServer silent = new DnsServer(query -> null);
                DnsNames names = names(1, silent.address())) {
            for (int i = 0; i < 10_000; i++) {
                assertThat(names.name(false, 0, 0x0A000000L + i)).isNull();
            }
            assertThat(count(names, "dnsAsked")).as("open at a time").isLessThanOrEqualTo(2L * DnsNames.MOST_ASKED);
            awaitCount(names, "dnsFailed", 1);
            assertThat(count(names, "dnsForgotten")).as("more than may wait").isPositive();
            long asked = count(names, "dnsAsked");
            assertThat(names.name(false, 0, 0x0A000000L)).isNull();
            assertThat(asked).isPositive();
        }
    }

    @Test
    void nextServerIsAskedWhenOneIsSilentRefusesOrFails() {
        try (DnsServer silent = new DnsServer(query -> null);
                DnsServer refusing =
                        new DnsServer(query -> reply(query, Rcode.REFUSED).toWire());
                DnsServer failing =
                        new DnsServer(query -> reply(query, Rcode.SERVFAIL).toWire());
                DnsServer good = new DnsServer(query -> named(query, "good.example."));
                DnsNames names = names(5, refusing.address(), silent.address(), failing.address(), good.address())) {
            ask(names, "10.1.2.3");
            awaitCount(names, "dnsNamed", 1);
            assertThat(ask(names, "10.1.2.3")).hasToString("good.example.");
            ask(names, "10.1.2.4");
            awaitCount(names, "dnsNamed", 2);
            assertThat(silent.questions()).as("the good one is asked first now").hasSize(1);
        }
    }

    @Test
    void answersToOtherQuestionsAreNotBelieved() {
        Random random = new Random(3);
        List<DnsServer.Script> lies = List.of(
                query -> {
                    Message other = reply(
                            query, Rcode.NOERROR, pointer(query.getQuestion().getName(), 60, "liar."));
                    other.getHeader().setID(query.getHeader().getID() ^ 1);
                    return other.toWire();
                },
                query -> {
                    Name elsewhere = name("9.9.9.9.in-addr.arpa.");
                    Message other = new Message(query.getHeader().getID());
                    other.getHeader().setFlag(Flags.QR);
                    other.addRecord(Record.newRecord(elsewhere, 12, DClass.IN), Section.QUESTION);
                    other.addRecord(pointer(elsewhere, 60, "liar."), Section.ANSWER);
                    return other.toWire();
                },
                query -> {
                    Message bare = new Message(query.getHeader().getID());
                    bare.addRecord(pointer(query.getQuestion().getName(), 60, "liar."), Section.ANSWER);
                    return bare.toWire();
                },
                query -> {
                    byte[] noise = new byte[random.nextInt(600)];
                    random.nextBytes(noise);
                    return noise;
                },
                query -> new byte[0],
                query -> java.util.Arrays.copyOf(named(query, "liar."), 40));
        for (DnsServer.Script lie : lies) {
            try (DnsServer liar = new DnsServer(lie);
                    DnsNames names = names(1, liar.address())) {
                ask(names, "10.1.2.3");
                awaitCount(names, "dnsFailed", 1);
                assertThat(ask(names, "10.1.2.3")).isNull();
                assertThat(count(names, "dnsNamed")).isZero();
            }
        }
    }

    @Test
    void recordsOfOtherOwnersAndAliasesInACircleGiveNoName() {
        try (DnsServer liar = new DnsServer(query -> {
                    Name asked = query.getQuestion().getName();
                    return reply(
                                    query,
                                    Rcode.NOERROR,
                                    pointer(name("9.9.9.9.in-addr.arpa."), 60, "liar."),
                                    new CNAMERecord(asked, DClass.IN, 60, asked))
                            .toWire();
                });
                DnsNames names = names(liar.address())) {
            ask(names, "10.1.2.3");
            awaitCount(names, "dnsNameless", 1);
            assertThat(ask(names, "10.1.2.3")).isNull();
        }
    }

    @Test
    void hugeTimesAreBoundedByTheSetting() {
        try (DnsServer server = new DnsServer(query -> reply(
                                query,
                                Rcode.NOERROR,
                                pointer(query.getQuestion().getName(), 0x7FFFFFFFL, "a."))
                        .toWire());
                DnsNames names = names(server.address())) {
            ask(names, "10.1.2.3");
            awaitCount(names, "dnsNamed", 1);
            time.addAndGet(HOUR.toNanos() + 1);
            ask(names, "10.1.2.3");
            awaitCount(names, "dnsNamed", 2);
        }
    }

    @Test
    void knownNamesCostNoAllocation() {
        try (DnsServer server = new DnsServer(query -> named(query, "www.example.com."));
                DnsNames names = names(server.address())) {
            ask(names, "10.1.2.3");
            awaitCount(names, "dnsNamed", 1);
            long allocated = Allocation.ofWarm(100, () -> {
                for (int i = 0; i < 1000; i++) {
                    names.name(false, 0, 0x0A010203L);
                }
            });
            assertThat(allocated).isZero();
        }
    }
}
