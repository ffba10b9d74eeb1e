package weir.service;

import java.util.HashMap;
import java.util.Map;
import weir.lookup.NextHops;
import weir.net.IpAddress;
import weir.request.InvalidRequestException;

/** Next hops and their MAC addresses as users write them. Source: script API reference, section 8.1. */
final class BgpNextHops {

    private static final int MOST = 100_000;
    private static final int DIGITS = 12;
    private static final int HEX = 16;

    private BgpNextHops() {}

    /**
     * Reads them.
     *
     * @throws InvalidRequestException one is malformed, or there are too many
     */
    static NextHops read(Map<String, ?> hops) {
        if (hops.size() > MOST) {
            throw new InvalidRequestException("there are more than " + MOST + " next hops");
        }
        Map<IpAddress, Long> macs = new HashMap<>();
        hops.forEach((hop, mac) -> macs.put(
                IpAddress.parse(hop)
                        .orElseThrow(() -> new InvalidRequestException("next hop '" + hop + "' is no address")),
                mac(hop, String.valueOf(mac))));
        return NextHops.of(macs);
    }

    /** Twelve digits, in any of the usual ways to part them. */
    private static long mac(String hop, String text) {
        String digits = text.replaceAll("[:.-]", "");
        if (digits.length() != DIGITS || !digits.matches("[0-9A-Fa-f]*")) {
            throw new InvalidRequestException("MAC address '" + text + "' of next hop " + hop + " is none");
        }
        return Long.parseLong(digits, HEX);
    }
}
