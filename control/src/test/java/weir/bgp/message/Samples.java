package weir.bgp.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import weir.bgp.flowspec.Component;
import weir.bgp.flowspec.ComponentType;
import weir.bgp.flowspec.FlowMatch;
import weir.bgp.flowspec.Operand;
import weir.bgp.route.AsPath;
import weir.bgp.route.Communities;
import weir.bgp.route.ExtendedCommunities;
import weir.bgp.route.Family;
import weir.bgp.route.LargeCommunities;
import weir.bgp.route.NextHop;
import weir.bgp.route.Origin;
import weir.bgp.route.PathAttributes;
import weir.lookup.Prefix;
import weir.net.IpAddress;

/** Values of all kinds, made from a seed. */
public final class Samples {

    /** Sessions inside a system and between systems, with 16- and with 32-bit numbers. */
    public static final List<Agreement> AGREEMENTS = List.of(
            new Agreement(true, true, Set.of(Family.values()), Set.of()),
            new Agreement(false, true, Set.of(Family.values()), Set.of()),
            new Agreement(true, false, Set.of(Family.values()), Set.of()),
            new Agreement(false, false, Set.of(Family.IPV4), Set.of()));

    private final Random random;

    /** Values of a seed. */
    public Samples(long seed) {
        random = new Random(seed);
    }

    /** A prefix of any length. */
    public Prefix prefix(boolean v6) {
        IpAddress address = v6 ? IpAddress.v6(random.nextLong(), random.nextLong()) : IpAddress.v4(random.nextInt());
        return new Prefix(address, random.nextInt(v6 ? 129 : 33));
    }

    /** Different prefixes. */
    public List<Prefix> prefixes(boolean v6, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix(v6)).distinct().toList();
    }

    /** A next hop as a family has it. */
    public NextHop nextHop(Family family) {
        if (family.flowSpec()) {
            return NextHop.NONE;
        }
        IpAddress address = family.v6() ? IpAddress.v6(random.nextLong(), 1) : IpAddress.v4(random.nextInt());
        return family.v6() && random.nextBoolean()
                ? new NextHop(address, IpAddress.v6(0xFE80L << 48, random.nextLong()))
                : NextHop.of(address);
    }

    /** Attributes, some of them absent. */
    public PathAttributes attributes() {
        return new PathAttributes(
                Origin.values()[random.nextInt(3)],
                path(),
                random.nextBoolean() ? PathAttributes.ABSENT : random.nextInt() & 0xFFFF_FFFFL,
                random.nextBoolean() ? PathAttributes.ABSENT : random.nextInt() & 0xFFFF_FFFFL,
                Communities.of(random.ints(random.nextInt(4)).toArray()),
                ExtendedCommunities.of(random.longs(random.nextInt(4)).toArray()),
                LargeCommunities.of(random.ints(3 * random.nextInt(3)).toArray()));
    }

    /** A path, often with a set at its end. */
    public AsPath path() {
        List<Integer> segments = new ArrayList<>();
        segment(segments, AsPath.SEQUENCE, random.nextInt(6));
        segment(segments, AsPath.SET, random.nextInt(3));
        return AsPath.ofSegments(segments.stream().mapToInt(i -> i).toArray());
    }

    private void segment(List<Integer> segments, int type, int count) {
        if (count > 0) {
            segments.add(type);
            segments.add(count);
            for (int i = 0; i < count; i++) {
                segments.add(random.nextBoolean() ? random.nextInt(65_536) : random.nextInt());
            }
        }
    }

    /** A rule with some of all components. */
    public FlowMatch rule(boolean v6) {
        List<Component> components = new ArrayList<>();
        for (ComponentType type : ComponentType.values()) {
            if (random.nextInt(3) > 0 && !components.isEmpty() || type == ComponentType.FLOW_LABEL && !v6) {
                continue;
            }
            switch (type) {
                case DESTINATION, SOURCE -> {
                    Prefix prefix = prefix(v6);
                    int offset =
                            v6 && prefix.length() > 0 && random.nextBoolean() ? random.nextInt(prefix.length()) : 0;
                    components.add(new Component.Address(type, withoutBitsBefore(prefix, offset), offset));
                }
                case TCP_FLAGS, FRAGMENT -> components.add(comparison(type, 4, 16));
                default -> components.add(comparison(type, 8, 256));
            }
        }
        return new FlowMatch(v6, components);
    }

    private static Prefix withoutBitsBefore(Prefix prefix, int offset) {
        if (offset == 0) {
            return prefix;
        }
        long high = offset >= 64 ? 0 : prefix.address().high() & -1L >>> offset;
        long low = offset <= 64 ? prefix.address().low() : prefix.address().low() & -1L >>> offset - 64;
        return new Prefix(IpAddress.v6(high, low), prefix.length());
    }

    private Component comparison(ComponentType type, int operators, int values) {
        List<Operand> operands = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            long value = random.nextInt(10) == 0 ? random.nextInt() & 0xFFFF_FFFFL : random.nextInt(values);
            operands.add(new Operand(!operands.isEmpty() && random.nextBoolean(), random.nextInt(operators), value));
        }
        return new Component.Comparison(type, operands);
    }

    /** An OPEN of any kind. */
    public BgpMessage.Open open() {
        int as = random.nextBoolean() ? random.nextInt(65_536) : random.nextInt();
        Capabilities capabilities = new Capabilities(
                random.nextBoolean() ? Set.of(Family.values()) : Set.of(Family.IPV4, Family.FLOWSPEC4),
                random.nextBoolean(),
                as >>> 16 == 0 && random.nextBoolean() ? Optional.empty() : Optional.of(as),
                random.nextBoolean() ? Set.of() : Set.of(Family.IPV4, Family.IPV6),
                random.nextBoolean() ? Set.of() : Set.of(Family.IPV6));
        return new BgpMessage.Open(4, as, random.nextInt(65_536), random.nextInt(), capabilities);
    }
}
