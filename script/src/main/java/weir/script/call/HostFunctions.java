package weir.script.call;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import weir.net.IpAddress;
import weir.script.js.Arguments;
import weir.script.js.Call;
import weir.topology.HostTable;
import weir.topology.KnownHost;

/** Functions that find the host behind an address. Source: script API reference, section 2. */
final class HostFunctions {

    private static final int MAC_DIGITS = 12;
    private static final int HEX = 16;

    private final Supplier<HostTable> hosts;

    HostFunctions(Supplier<HostTable> hosts) {
        this.hosts = hosts;
    }

    Map<String, Call> calls() {
        Map<String, Call> calls = new HashMap<>();
        calls.put("hostForMAC", this::byMac);
        calls.put("hostForIP", this::byAddress);
        calls.put("hostForIP6", this::byAddress);
        return calls;
    }

    private @Nullable Object byMac(Arguments arguments) {
        String digits = arguments.text(0).orElse("").replaceAll("[:.-]", "");
        boolean mac = digits.length() == MAC_DIGITS && digits.chars().allMatch(c -> Character.digit(c, HEX) >= 0);
        return mac ? found(hosts.get().withMac(Long.parseLong(digits, HEX))) : null;
    }

    private @Nullable Object byAddress(Arguments arguments) {
        Optional<IpAddress> address = IpAddress.parse(arguments.text(0).orElse(""));
        return address.isEmpty()
                ? null
                : found(hosts.get()
                        .withAddress(
                                address.get().v6(),
                                address.get().high(),
                                address.get().low()));
    }

    private static @Nullable Object found(@Nullable KnownHost host) {
        if (host == null) {
            return null;
        }
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("agent", host.agent().toString());
        members.put("dataSource", host.dataSource().toString());
        return members;
    }
}
