package weir.bgp.message;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import weir.bgp.flowspec.FlowMatch;
import weir.bgp.route.AsNumber;
import weir.bgp.route.AsPath;
import weir.bgp.route.Family;
import weir.bgp.route.NextHop;
import weir.bgp.route.PathAttributes;
import weir.bgp.wire.ByteWriter;
import weir.lookup.Prefix;
import weir.net.IpAddress;

/**
 * Writes updates for one peer, as few as are needed.
 *
 * <p>What goes into the message is what was agreed: local preference only to peers of our own system, paths in 16 bits with
 * the true ones beside them where the peer knows no others.
 *
 * <p>Thread: any; no state. Source: RFC 4271, 4.3 and 5; RFC 4760; RFC 6793.
 */
public final class UpdateEncoder {

    private final Agreement agreement;

    /** An encoder for what was agreed with a peer. */
    public UpdateEncoder(Agreement agreement) {
        this.agreement = agreement;
    }

    /** Announces prefixes of one family, whose next hop must have an address of that family. */
    public List<byte[]> announce(Family family, NextHop nextHop, PathAttributes attributes, List<Prefix> prefixes) {
        return announce(family, nextHop, attributes, prefixes, UpdateEncoder::write);
    }

    /** Announces rules of one family. */
    public List<byte[]> announceRules(
            Family family, NextHop nextHop, PathAttributes attributes, List<FlowMatch> rules) {
        return announce(family, nextHop, attributes, rules, (rule, out) -> rule.write(out));
    }

    /** Withdraws prefixes of one family. */
    public List<byte[]> withdraw(Family family, List<Prefix> prefixes) {
        return withdraw(family, prefixes, UpdateEncoder::write);
    }

    /** Withdraws rules of one family. */
    public List<byte[]> withdrawRules(Family family, List<FlowMatch> rules) {
        return withdraw(family, rules, (rule, out) -> rule.write(out));
    }

    /** Says that all there is to a family has been announced. */
    public byte[] endOfRoutes(Family family) {
        ByteWriter out = MessageEncoder.start(MessageDecoder.UPDATE).writeShort(0);
        if (family == Family.IPV4) {
            out.writeShort(0);
        } else {
            out.writeShort(6);
            head(AttributeType.MP_UNREACH, 3, out);
            out.writeShort(family.afi()).writeByte(family.safi());
        }
        return MessageEncoder.finish(out);
    }

    private <T> List<byte[]> announce(
            Family family,
            NextHop nextHop,
            PathAttributes attributes,
            List<T> destinations,
            BiConsumer<T, ByteWriter> writer) {
        ByteWriter common = new ByteWriter();
        write(attributes, common);
        boolean plain = family == Family.IPV4;
        if (plain) {
            head(AttributeType.NEXT_HOP, 4, common);
            write(nextHop.address(), common);
        }
        byte[] hop = nextHopBytes(nextHop);
        int room = BgpMessage.MOST_BYTES - BgpMessage.HEADER - 4 - common.length() - (plain ? 0 : 9 + hop.length);
        List<byte[]> messages = new ArrayList<>();
        for (byte[] part : parts(destinations, writer, room)) {
            ByteWriter out = MessageEncoder.start(MessageDecoder.UPDATE).writeShort(0);
            if (plain) {
                out.writeShort(common.length()).write(common.toBytes()).write(part);
            } else {
                int length = 5 + hop.length + part.length;
                out.writeShort(common.length() + 4 + length).write(common.toBytes());
                longHead(AttributeType.MP_REACH, length, out);
                out.writeShort(family.afi()).writeByte(family.safi());
                out.writeByte(hop.length).write(hop).writeByte(0).write(part);
            }
            messages.add(MessageEncoder.finish(out));
        }
        return messages;
    }

    private static byte[] nextHopBytes(NextHop nextHop) {
        ByteWriter out = new ByteWriter();
        write(nextHop.address(), out);
        write(nextHop.linkLocal(), out);
        return out.toBytes();
    }

    private static void write(@Nullable IpAddress address, ByteWriter out) {
        if (address != null) {
            out.write(address);
        }
    }

    private <T> List<byte[]> withdraw(Family family, List<T> destinations, BiConsumer<T, ByteWriter> writer) {
        int room = BgpMessage.MOST_BYTES - BgpMessage.HEADER - 11;
        List<byte[]> messages = new ArrayList<>();
        for (byte[] part : parts(destinations, writer, room)) {
            ByteWriter out = MessageEncoder.start(MessageDecoder.UPDATE);
            if (family == Family.IPV4) {
                out.writeShort(part.length).write(part).writeShort(0);
            } else {
                out.writeShort(0).writeShort(7 + part.length);
                longHead(AttributeType.MP_UNREACH, 3 + part.length, out);
                out.writeShort(family.afi()).writeByte(family.safi()).write(part);
            }
            messages.add(MessageEncoder.finish(out));
        }
        return messages;
    }

    /** Destinations written one after the other, cut where the room ends. */
    private static <T> List<byte[]> parts(List<T> destinations, BiConsumer<T, ByteWriter> writer, int room) {
        List<byte[]> parts = new ArrayList<>();
        ByteWriter part = new ByteWriter();
        for (T destination : destinations) {
            int before = part.length();
            writer.accept(destination, part);
            if (part.length() > room && before > 0) {
                part.cut(before);
                parts.add(part.toBytes());
                part.cut(0);
                writer.accept(destination, part);
            }
        }
        if (part.length() > 0) {
            parts.add(part.toBytes());
        }
        return parts;
    }

    private static void write(Prefix prefix, ByteWriter out) {
        out.writeByte(prefix.length());
        ByteWriter address = new ByteWriter().write(prefix.address());
        address.cut((prefix.length() + 7) / 8);
        out.write(address.toBytes());
    }

    private void write(PathAttributes attributes, ByteWriter out) {
        head(AttributeType.ORIGIN, 1, out);
        out.writeByte(attributes.origin().ordinal());
        writePath(attributes.asPath(), out);
        if (attributes.med() != PathAttributes.ABSENT) {
            head(AttributeType.MED, 4, out);
            out.writeInt((int) attributes.med());
        }
        if (agreement.internal() && attributes.localPref() != PathAttributes.ABSENT) {
            head(AttributeType.LOCAL_PREF, 4, out);
            out.writeInt((int) attributes.localPref());
        }
        if (!attributes.communities().isEmpty()) {
            int[] values = attributes.communities().values();
            longHead(AttributeType.COMMUNITIES, 4 * values.length, out);
            write(values, out);
        }
        if (!attributes.extended().isEmpty()) {
            long[] values = attributes.extended().values();
            longHead(AttributeType.EXTENDED_COMMUNITIES, 8 * values.length, out);
            for (long value : values) {
                out.writeLong(value);
            }
        }
        if (!attributes.large().isEmpty()) {
            int[] numbers = attributes.large().numbers();
            longHead(AttributeType.LARGE_COMMUNITIES, 4 * numbers.length, out);
            write(numbers, out);
        }
    }

    private void writePath(AsPath path, ByteWriter out) {
        int[] segments = path.segments();
        boolean wide = agreement.fourByteAs();
        write(AttributeType.AS_PATH, segments, wide, out);
        for (int at = 0; !wide && at < segments.length; at += 2 + segments[at + 1]) {
            for (int i = 0; i < segments[at + 1]; i++) {
                if (segments[at + 2 + i] >>> 16 != 0) {
                    write(AttributeType.AS4_PATH, segments, true, out);
                    return;
                }
            }
        }
    }

    private static void write(AttributeType type, int[] segments, boolean wide, ByteWriter out) {
        ByteWriter value = new ByteWriter();
        for (int at = 0; at < segments.length; at += 2 + segments[at + 1]) {
            value.writeByte(segments[at]).writeByte(segments[at + 1]);
            for (int i = 0; i < segments[at + 1]; i++) {
                int as = segments[at + 2 + i];
                if (wide) {
                    value.writeInt(as);
                } else {
                    value.writeShort(as >>> 16 == 0 ? as : AsNumber.TRANS);
                }
            }
        }
        longHead(type, value.length(), out);
        out.write(value.toBytes());
    }

    private static void write(int[] values, ByteWriter out) {
        for (int value : values) {
            out.writeInt(value);
        }
    }

    private static void head(AttributeType type, int length, ByteWriter out) {
        out.writeByte(type.flags()).writeByte(type.code()).writeByte(length);
    }

    private static void longHead(AttributeType type, int length, ByteWriter out) {
        out.writeByte(type.flags() | AttributeType.EXTENDED_LENGTH)
                .writeByte(type.code())
                .writeShort(length);
    }
}
