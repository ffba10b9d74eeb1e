package weir.bgp.message;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import weir.bgp.route.AsNumber;
import weir.bgp.route.AsPath;
import weir.bgp.route.Communities;
import weir.bgp.route.ExtendedCommunities;
import weir.bgp.route.LargeCommunities;
import weir.bgp.route.Origin;
import weir.bgp.route.PathAttributes;
import weir.bgp.wire.ByteReader;
import weir.net.IpAddress;

/**
 * Reads the path attributes of an UPDATE. What is wrong with one is noted, and decides whether it is passed over or the
 * routes are taken as withdrawn.
 *
 * <p>Thread: one; for one message. Source: RFC 7606, sections 3 to 7.
 */
final class AttributesReader {

    private static final int UNRECOGNIZED = 2;

    private final Agreement agreement;
    private final List<AttributeError> errors;
    private final Set<AttributeType> seen = EnumSet.noneOf(AttributeType.class);
    private boolean withdraws;
    private int fatal;

    private Origin origin = Origin.INCOMPLETE;
    private AsPath path = AsPath.EMPTY;
    private @Nullable AsPath widePath;
    private boolean pathStands = true;
    private @Nullable IpAddress nextHop;
    private long med = PathAttributes.ABSENT;
    private long localPref = PathAttributes.ABSENT;
    private Communities communities = Communities.NONE;
    private ExtendedCommunities extended = ExtendedCommunities.NONE;
    private LargeCommunities large = LargeCommunities.NONE;
    private @Nullable ByteReader reached;
    private @Nullable ByteReader unreached;

    AttributesReader(Agreement agreement, List<AttributeError> errors) {
        this.agreement = agreement;
        this.errors = errors;
    }

    /** Reads all attributes. Answers false when the session must end; {@link #fatal()} says why then. */
    boolean read(ByteReader in) {
        while (in.remaining() > 0) {
            int flags = in.readByte();
            int code = in.readByte();
            ByteReader value = in.part((flags & AttributeType.EXTENDED_LENGTH) != 0 ? in.readShort() : in.readByte());
            if (in.overrun()) {
                // Attributes behind this one are lost; which routes are meant is still known.
                withdraw();
                return true;
            }
            AttributeType type = AttributeType.find(code).orElse(null);
            if (type == null) {
                if (!AttributeType.isOptional(flags)) {
                    fatal = UNRECOGNIZED;
                    return false;
                }
            } else if (!attribute(type, flags, value)) {
                return false;
            }
        }
        return true;
    }

    private boolean attribute(AttributeType type, int flags, ByteReader value) {
        boolean destinations = type == AttributeType.MP_REACH || type == AttributeType.MP_UNREACH;
        if (!seen.add(type)) {
            if (destinations) {
                fatal = UpdateReader.MALFORMED_LIST;
                return false;
            }
            discard();
            return true;
        }
        if ((flags & AttributeType.KIND) != type.flags()) {
            withdraw();
        }
        if (!valid(type, value)) {
            if (isDispensable(type)) {
                discard();
            } else {
                withdraw();
            }
        }
        return true;
    }

    /** Whether routes can do without it when it is malformed. */
    private static boolean isDispensable(AttributeType type) {
        return switch (type) {
            case ATOMIC_AGGREGATE, AGGREGATOR, AS4_PATH, AS4_AGGREGATOR -> true;
            default -> false;
        };
    }

    /** Takes the value of an attribute. Answers false when it is malformed. */
    private boolean valid(AttributeType type, ByteReader value) {
        int length = value.remaining();
        switch (type) {
            case ORIGIN -> {
                int number = value.readByte();
                if (length != 1 || number >= Origin.values().length) {
                    return false;
                }
                origin = Origin.values()[number];
            }
            case AS_PATH -> {
                AsPath read = PathReader.read(value, agreement.fourByteAs());
                path = read == null ? path : read;
                return read != null;
            }
            case NEXT_HOP -> {
                if (length != 4) {
                    return false;
                }
                nextHop = value.readAddress(false);
            }
            case MED -> {
                med = value.readNumber(4);
                return length == 4;
            }
            case LOCAL_PREF -> {
                return internalOnly() || takeLocalPref(value, length);
            }
            case ATOMIC_AGGREGATE -> {
                return length == 0;
            }
            case AGGREGATOR -> {
                if (length != (agreement.fourByteAs() ? 8 : 6)) {
                    return false;
                }
                // A system of 16 bits that aggregates says that it knew nothing of the wider path.
                pathStands = agreement.fourByteAs() || value.readShort() == AsNumber.TRANS;
            }
            case COMMUNITIES -> {
                communities = Communities.of(ints(value));
                return length > 0 && length % 4 == 0;
            }
            case ORIGINATOR_ID -> {
                return internalOnly() || length == 4;
            }
            case CLUSTER_LIST -> {
                return internalOnly() || length > 0 && length % 4 == 0;
            }
            case MP_REACH -> reached = value;
            case MP_UNREACH -> unreached = value;
            case EXTENDED_COMMUNITIES -> {
                long[] values = new long[length / 8];
                for (int i = 0; i < values.length; i++) {
                    values[i] = value.readLong();
                }
                extended = ExtendedCommunities.of(values);
                return length > 0 && length % 8 == 0;
            }
            case AS4_PATH -> {
                widePath = PathReader.read(value, true);
                return widePath != null;
            }
            case AS4_AGGREGATOR -> {
                return length == 8;
            }
            case LARGE_COMMUNITIES -> {
                if (length == 0 || length % 12 != 0) {
                    return false;
                }
                large = LargeCommunities.of(ints(value));
            }
        }
        return true;
    }

    /** Passes an attribute over that only peers of our own system may send. */
    private boolean internalOnly() {
        if (!agreement.internal()) {
            discard();
        }
        return !agreement.internal();
    }

    private boolean takeLocalPref(ByteReader value, int length) {
        localPref = value.readNumber(4);
        return length == 4;
    }

    private static int[] ints(ByteReader value) {
        int[] ints = new int[value.remaining() / 4];
        for (int i = 0; i < ints.length; i++) {
            ints[i] = value.readInt();
        }
        return ints;
    }

    private void discard() {
        errors.add(AttributeError.DISCARDED);
    }

    /** What is announced counts as withdrawn. */
    void withdraw() {
        if (!withdraws) {
            errors.add(AttributeError.WITHDRAWN);
        }
        withdraws = true;
    }

    boolean withdraws() {
        return withdraws;
    }

    /** Whether there is what every announcement must have. */
    boolean complete() {
        return seen.contains(AttributeType.ORIGIN) && seen.contains(AttributeType.AS_PATH);
    }

    /** Subcode of the error that ends the session. */
    int fatal() {
        return fatal;
    }

    /** Next hop of IPv4 routes. Absent: null. */
    @Nullable
    IpAddress nextHop() {
        return nextHop;
    }

    /** Announced destinations of other families. Absent: null. */
    @Nullable
    ByteReader reached() {
        return reached;
    }

    /** Withdrawn destinations of other families. Absent: null. */
    @Nullable
    ByteReader unreached() {
        return unreached;
    }

    PathAttributes finish() {
        AsPath wide = widePath;
        AsPath whole = wide == null || agreement.fourByteAs() || !pathStands ? path : PathReader.widen(path, wide);
        return new PathAttributes(origin, whole, med, localPref, communities, extended, large);
    }
}
