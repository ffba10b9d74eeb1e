package weir.rest;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import weir.net.IpAddress;

/**
 * Refuses what web pages of other sites make a browser send.
 *
 * <p>Browsers name the site of the page in {@code Origin} whenever a request can change something; command-line clients
 * send none and are not concerned. Two ways in are closed: a page of another site ({@code Origin} differs from {@code
 * Host}), and a page whose site's name was pointed at this machine after it was loaded (DNS rebinding: {@code Origin} and
 * {@code Host} agree on a name of the attacker's). Against the second, a changing request of a browser must use a name that
 * nobody can take over: an address, {@code localhost}, a name without dots, or one the operator lists. Reading is open
 * under any name, unless the operator lists names.
 *
 * <p>Thread: any; immutable.
 */
final class BrowserGuard {

    private final Set<String> listed;

    /** A guard that accepts these names besides those that are safe by themselves. */
    BrowserGuard(List<String> hosts) {
        listed = hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Why a request must not be served. Absent: empty when it may.
     *
     * @param changing whether its method can change something
     * @param host the header {@code Host}
     * @param origin the header {@code Origin}
     */
    Optional<String> objection(boolean changing, @Nullable String host, @Nullable String origin) {
        if (!listed.isEmpty() && host != null && !isTrusted(name(host))) {
            return Optional.of("the host " + host + " is not listed in http.hosts");
        }
        if (!changing || origin == null) {
            return Optional.empty();
        }
        int authority = origin.indexOf("://");
        if (host == null || authority < 0 || !origin.substring(authority + 3).equalsIgnoreCase(host)) {
            return Optional.of("a page of " + origin + " may not change this engine");
        }
        if (!isTrusted(name(host))) {
            return Optional.of(
                    "a page may change this engine under the name " + name(host) + " only when http.hosts lists it");
        }
        return Optional.empty();
    }

    private boolean isTrusted(String name) {
        return name.indexOf('.') < 0 && name.indexOf(':') < 0
                || name.endsWith(".localhost")
                || listed.contains(name)
                || IpAddress.parse(name).isPresent();
    }

    private static String name(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        if (lower.startsWith("[")) {
            int end = lower.indexOf(']');
            return end < 0 ? lower : lower.substring(1, end);
        }
        int colon = lower.indexOf(':');
        return colon < 0 ? lower : lower.substring(0, colon);
    }
}
