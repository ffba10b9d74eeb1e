package weir.bgp.flowspec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import weir.bgp.route.AsNumber;
import weir.bgp.route.Communities;
import weir.bgp.route.ExtendedCommunities;
import weir.bgp.route.NextHop;
import weir.net.IpAddress;
import weir.request.InvalidRequestException;
import weir.sflow.Enumerations;

/**
 * Actions as users write them: {@code {"traffic-rate": "0", "communities": "128:6:0-65000:1"}}.
 *
 * <p>Source: REST {@code /bgp/flowspec/{router}/json}; RFC 8955, section 7; the redirects to an address are those of
 * draft-simpson-idr-flowspec-redirect and draft-ietf-idr-flowspec-redirect-ip.
 */
public final class ActionText {

    private static final int RATE = 0x8006;
    private static final int ACTION = 0x8007;
    private static final int REDIRECT_AS = 0x8008;
    private static final int MARKING = 0x8009;
    private static final int REDIRECT_IP = 0x8108;
    private static final int REDIRECT_AS4 = 0x8208;
    private static final int REDIRECT_NEXT_HOP = 0x0800;
    private static final int REDIRECT_ACTION_IP = 0x010C;

    /** By the bits <i>sample</i> and <i>go on with the next rule</i>. */
    private static final List<String> ACTIONS = List.of("none", "continue", "sample", "sampleandcontinue");

    private static final int MOST_DSCP = 63;

    private ActionText() {}

    /**
     * Reads actions. Members that are unknown are passed over.
     *
     * @throws InvalidRequestException a value is malformed or out of range
     */
    public static RuleActions parse(Map<String, String> members) {
        List<Long> extended = new ArrayList<>();
        List<String> plain = new ArrayList<>();
        NextHop nextHop = NextHop.NONE;
        for (Map.Entry<String, String> member : members.entrySet()) {
            String text = member.getValue().strip();
            switch (member.getKey()) {
                case "traffic-rate" -> extended.add(make(RATE, Float.floatToIntBits(rate(text)) & 0xFFFF_FFFFL));
                case "traffic-action" -> extended.add(make(ACTION, action(text)));
                case "traffic-marking" -> extended.add(make(MARKING, marking(text)));
                case "redirect-as" -> extended.add(make(REDIRECT_AS, target(member.getKey(), text, 0xFFFF)));
                case "redirect-as4" -> extended.add(make(REDIRECT_AS4, target(member.getKey(), text, 0xFFFF_FFFFL)));
                case "redirect-ip" -> extended.add(make(REDIRECT_IP, addressTarget(text)));
                case "redirect-action-ip" ->
                    extended.add(make(
                            REDIRECT_ACTION_IP,
                            address(member.getKey(), text, false).low() << 16));
                case "redirect-nexthop" -> {
                    extended.add(make(REDIRECT_NEXT_HOP, 0));
                    nextHop = NextHop.of(address(member.getKey(), text, true));
                }
                case "communities" -> communities(text, extended, plain);
                default -> {
                    // Not an action.
                }
            }
        }
        if (extended.size() > ExtendedCommunities.MOST) {
            throw new InvalidRequestException("more than " + ExtendedCommunities.MOST + " extended communities");
        }
        return new RuleActions(
                ExtendedCommunities.of(extended.stream().mapToLong(i -> i).toArray()),
                Communities.parse(String.join("-", plain)),
                nextHop);
    }

    private static long make(int type, long value) {
        return ExtendedCommunities.make(type, value);
    }

    private static float rate(String text) {
        try {
            float rate = Float.parseFloat(text);
            if (rate >= 0 && rate <= Float.MAX_VALUE) {
                return rate;
            }
        } catch (NumberFormatException e) {
            // Told below.
        }
        throw new InvalidRequestException("traffic-rate '" + text + "' is no number of bytes per second");
    }

    private static int action(String text) {
        int action = ACTIONS.indexOf(text);
        if (action < 0) {
            throw new InvalidRequestException("traffic-action '" + text + "' is none of " + String.join(", ", ACTIONS));
        }
        return action;
    }

    private static long marking(String text) {
        for (long dscp = 0; dscp <= MOST_DSCP; dscp++) {
            if (text.equals(Long.toString(dscp))
                    || text.equalsIgnoreCase(
                            Enumerations.standard().name("ip_dscp", dscp).orElse(""))) {
                return dscp;
            }
        }
        throw new InvalidRequestException("traffic-marking '" + text + "' is no DSCP");
    }

    /** System and value; the value has the bytes that the system leaves. */
    private static long target(String key, String text, long mostSystem) {
        String[] parts = parts(key, text);
        long system = Integer.toUnsignedLong(AsNumber.parse(parts[0]));
        if (system > mostSystem) {
            throw new InvalidRequestException(key + " '" + text + "': the system is above " + mostSystem);
        }
        return mostSystem == 0xFFFF
                ? system << 32 | number(key, parts[1], 0xFFFF_FFFFL)
                : system << 16 | number(key, parts[1], 0xFFFF);
    }

    private static long addressTarget(String text) {
        String[] parts = parts("redirect-ip", text);
        return address("redirect-ip", parts[0], false).low() << 16 | number("redirect-ip", parts[1], 0xFFFF);
    }

    private static String[] parts(String key, String text) {
        String[] parts = text.split(":", -1);
        if (parts.length != 2) {
            throw new InvalidRequestException(key + " '" + text + "' has no colon between two parts");
        }
        return parts;
    }

    private static long number(String key, String text, long most) {
        try {
            long number = Long.parseLong(text);
            if (number >= 0 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below.
        }
        throw new InvalidRequestException(key + ": '" + text + "' is no number from 0 to " + most);
    }

    private static IpAddress address(String key, String text, boolean v6Too) {
        return IpAddress.parse(text)
                .filter(address -> v6Too || !address.v6())
                .orElseThrow(() -> new InvalidRequestException(
                        key + " '" + text + "' is no " + (v6Too ? "" : "IPv4 ") + "address"));
    }

    private static void communities(String text, List<Long> extended, List<String> plain) {
        for (String one : text.split("-", -1)) {
            if (one.chars().filter(c -> c == ':').count() == 2) {
                extended.add(ExtendedCommunities.parse(one));
            } else {
                plain.add(one);
            }
        }
    }

    /** Actions as text: those with a name of their own by it, the rest as communities. */
    public static Map<String, String> of(RuleActions actions) {
        Map<String, String> members = new LinkedHashMap<>();
        List<String> others = new ArrayList<>();
        for (long community : actions.extended().values()) {
            if (!put(community, actions.nextHop(), members)) {
                others.add(ExtendedCommunities.text(community));
            }
        }
        if (!actions.communities().isEmpty()) {
            others.add(actions.communities().toString());
        }
        if (!others.isEmpty()) {
            members.put("communities", String.join("-", others));
        }
        return members;
    }

    private static boolean put(long community, NextHop nextHop, Map<String, String> members) {
        long value = ExtendedCommunities.value(community);
        IpAddress hop = nextHop.address();
        return switch (ExtendedCommunities.type(community)) {
            case RATE -> add(members, "traffic-rate", Float.toString(Float.intBitsToFloat((int) value)));
            case ACTION -> add(members, "traffic-action", ACTIONS.get((int) value & 3));
            case MARKING -> add(members, "traffic-marking", dscp((int) value & MOST_DSCP));
            case REDIRECT_AS -> add(members, "redirect-as", (value >>> 32) + ":" + (value & 0xFFFF_FFFFL));
            case REDIRECT_AS4 -> add(members, "redirect-as4", (value >>> 16) + ":" + (value & 0xFFFF));
            case REDIRECT_IP ->
                add(members, "redirect-ip", IpAddress.v4((int) (value >>> 16)) + ":" + (value & 0xFFFF));
            case REDIRECT_ACTION_IP ->
                add(
                        members,
                        "redirect-action-ip",
                        IpAddress.v4((int) (value >>> 16)).toString());
            case REDIRECT_NEXT_HOP -> hop != null && add(members, "redirect-nexthop", hop.toString());
            default -> false;
        };
    }

    private static String dscp(int number) {
        return Enumerations.standard().name("ip_dscp", number).orElse(Integer.toString(number));
    }

    private static boolean add(Map<String, String> members, String key, String text) {
        return members.putIfAbsent(key, text) == null;
    }
}
