package weir.names;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How reverse names are looked up.
 *
 * <p>Thread: any; immutable.
 *
 * @param servers what the setting {@code dns.servers} lists: addresses, with or without a port, or the name of a resolver
 *     file, {@code resolv.conf} being the system's
 * @param home where a resolver file is looked for besides the working directory
 * @param most addresses whose names are remembered
 * @param longest how long a name is remembered, whatever its zone allows
 * @param timeout how long one server may take to answer
 */
public record DnsConfiguration(List<String> servers, Path home, int most, Duration longest, Duration timeout) {

    /** Addresses whose names are remembered, unless the operator says otherwise. */
    public static final int DEFAULT_MOST = 10_000;

    /** How long a name is remembered, unless the operator says otherwise. */
    public static final Duration DEFAULT_LONGEST = Duration.ofHours(1);

    /** How long one server may take to answer, unless the operator says otherwise. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(2);

    /** Copies the list. */
    public DnsConfiguration {
        servers = List.copyOf(servers);
    }
}
