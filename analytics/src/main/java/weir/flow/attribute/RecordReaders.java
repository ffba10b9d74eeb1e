package weir.flow.attribute;

import java.util.Map;
import weir.sflow.Enumerations;

/** Attributes of records that are not simply one of their fields. */
final class RecordReaders {

    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final long UNKNOWN = 0xFFFF_FFFFL;
    private static final NameTable DSCP = NameTable.of(Enumerations.standard(), "ip_dscp", NameTable.Style.NUMBERED);

    static final Map<String, RecordFieldReader> ALL = Map.ofEntries(
            Map.entry("isunicast", (record, into) -> cast(record, LinkReaders.Cast.UNICAST, into)),
            Map.entry("ismulticast", (record, into) -> cast(record, LinkReaders.Cast.MULTICAST, into)),
            Map.entry("isbroadcast", (record, into) -> cast(record, LinkReaders.Cast.BROADCAST, into)),
            Map.entry("dscp", (record, into) -> into.unsigned(KeyFormat.U8, trafficClass(record) >>> 2)),
            Map.entry("dscpname", (record, into) -> DSCP.set(trafficClass(record) >>> 2, into)),
            Map.entry("ecn", (record, into) -> into.unsigned(KeyFormat.BITS2, trafficClass(record) & 3)),
            Map.entry("tcpsourceport", (record, into) -> port(record, TCP, "src_port", into)),
            Map.entry("tcpdestinationport", (record, into) -> port(record, TCP, "dst_port", into)),
            Map.entry("udpsourceport", (record, into) -> port(record, UDP, "src_port", into)),
            Map.entry("udpdestinationport", (record, into) -> port(record, UDP, "dst_port", into)),
            Map.entry("tcpflags", RecordReaders::tcpFlags),
            Map.entry("aspath", AsPathReaders::path),
            Map.entry("destinationpeeras", AsPathReaders::firstHop),
            Map.entry("destinationas", AsPathReaders::lastHop),
            Map.entry("communities", RecordReaders::communities),
            Map.entry("instack", (record, into) -> list(record, "in_stack", into)),
            Map.entry("outstack", (record, into) -> list(record, "out_stack", into)),
            Map.entry("stack", (record, into) -> list(record, "stack", into)),
            Map.entry("ciphersuite", (record, into) -> hex(record.number("cipher_suite"), 8, into)),
            Map.entry("ciphersuiteoui", (record, into) -> hex(record.number("cipher_suite") >>> 8, 6, into)),
            Map.entry("ciphersuitetype", RecordReaders::cipherSuiteType),
            Map.entry("occupancy", RecordReaders::occupancy),
            Map.entry("bytes", RecordReaders::bothWays),
            Map.entry("httpprotocol", RecordReaders::httpProtocol),
            Map.entry("source", (record, into) -> entity(record, "src_ds_class", "src_ds_index", into)),
            Map.entry("destination", (record, into) -> entity(record, "dst_ds_class", "dst_ds_index", into)),
            Map.entry("urldirection", RecordReaders::urlDirection),
            Map.entry("tcprttmin", RecordReaders::shortestRoundTrip),
            Map.entry("tcprttsdev", (record, into) -> into.real(Math.sqrt(record.number("rttvar")))),
            Map.entry("tcprttserr", RecordReaders::relativeDeviation),
            Map.entry("tcprttwait", RecordReaders::queueingTime),
            Map.entry("tcpsndbps", RecordReaders::sendRate));

    private RecordReaders() {}

    private static boolean cast(RecordView record, LinkReaders.Cast wanted, KeyValue into) {
        return into.flag(LinkReaders.Cast.of(record.number("dst_mac")) == wanted);
    }

    /** The traffic class, which the record of IPv6 calls priority. */
    private static long trafficClass(RecordView record) {
        int field = record.field("tos");
        return (field >= 0 ? record.values().number(field) : record.number("priority")) & 0xFF;
    }

    private static boolean port(RecordView record, int protocol, String field, KeyValue into) {
        return record.number("protocol") == protocol && into.unsigned(KeyFormat.U16, record.number(field) & 0xFFFF);
    }

    private static boolean tcpFlags(RecordView record, KeyValue into) {
        return record.number("protocol") == TCP && into.unsigned(KeyFormat.BITS9, record.number("tcp_flags") & 0x1FF);
    }

    private static boolean communities(RecordView record, KeyValue into) {
        int field = record.field("communities");
        long count = field < 0 ? 0 : record.values().number(field);
        TextBuffer out = into.startText();
        for (int i = 0; i < count && out.length() < TextBuffer.MAX_LENGTH; i++) {
            long community = record.listNumber(field, i);
            if (i > 0) {
                out.ascii('-');
            }
            out.decimal(community >>> 16).ascii(':').decimal(community & 0xFFFF);
        }
        return count > 0 && into.endText();
    }

    /** Numbers of a list joined with dashes. */
    private static boolean list(RecordView record, String name, KeyValue into) {
        int field = record.field(name);
        long count = field < 0 ? 0 : record.values().number(field);
        TextBuffer out = into.startText();
        for (int i = 0; i < count && out.length() < TextBuffer.MAX_LENGTH; i++) {
            if (i > 0) {
                out.ascii('-');
            }
            out.decimal(record.listNumber(field, i));
        }
        return count > 0 && into.endText();
    }

    private static boolean hex(long value, int digits, KeyValue into) {
        into.startText().hexUpper(value, digits);
        return into.endText();
    }

    private static boolean cipherSuiteType(RecordView record, KeyValue into) {
        return into.unsigned(KeyFormat.U8, record.number("cipher_suite") & 0xFF);
    }

    /** Airtime in percent-seconds. Units: the durations are microseconds. */
    private static boolean occupancy(RecordView record, KeyValue into) {
        return into.real((record.number("packet_duration") + record.number("retrans_duration")) / 10_000.0);
    }

    /** Request and response together. */
    private static boolean bothWays(RecordView record, KeyValue into) {
        return into.unsigned(KeyFormat.U64, record.number("req_bytes") + record.number("resp_bytes"));
    }

    /** The record has the version times 1000: 1001 is 1.1. */
    private static boolean httpProtocol(RecordView record, KeyValue into) {
        int field = record.field("protocol");
        if (field < 0) {
            return false;
        }
        long version = record.values().number(field);
        into.startText().decimal(version / 1000).ascii('.').decimal(version % 1000);
        return into.endText();
    }

    /** A data source as {@code ds} writes it. Absent: when class and index are 0. */
    private static boolean entity(RecordView record, String classField, String indexField, KeyValue into) {
        long sourceClass = record.number(classField);
        long index = record.number(indexField);
        TextBuffer out = into.startText();
        if (sourceClass != 0) {
            out.decimal(sourceClass).ascii('.');
        }
        out.decimal(index);
        return (sourceClass != 0 || index != 0) && into.endText();
    }

    private static boolean urlDirection(RecordView record, KeyValue into) {
        long direction = record.number("direction");
        into.startText().ascii(direction == 1 ? "source" : "destination");
        return (direction == 1 || direction == 2) && into.endText();
    }

    /** All ones stand for a minimum that was not measured. */
    private static boolean shortestRoundTrip(RecordView record, KeyValue into) {
        long shortest = record.number("min_rtt");
        return shortest != UNKNOWN && into.unsigned(KeyFormat.U32, shortest);
    }

    private static boolean relativeDeviation(RecordView record, KeyValue into) {
        long roundTrip = record.number("rtt");
        return roundTrip > 0 && into.real(Math.sqrt(record.number("rttvar")) / roundTrip);
    }

    private static boolean queueingTime(RecordView record, KeyValue into) {
        long waiting = record.number("rtt") - record.number("min_rtt");
        return waiting >= 0 && into.unsigned(KeyFormat.U32, waiting);
    }

    /** What a connection could send: a window of segments each round trip. */
    private static boolean sendRate(RecordView record, KeyValue into) {
        long roundTrip = record.number("rtt");
        double bits = (double) record.number("snd_cwnd") * record.number("snd_mss") * 8;
        return roundTrip > 0 && into.unsigned(KeyFormat.U64, (long) (bits * 1_000_000 / roundTrip));
    }
}
