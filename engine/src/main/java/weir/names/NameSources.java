package weir.names;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where names come from besides users, as the operator says.
 *
 * <p>Thread: any; immutable.
 *
 * @param countries database of countries; setting {@code geo.country}
 * @param systems database of autonomous systems; setting {@code geo.asn}
 * @param vendors registry of MAC addresses; setting {@code oui.names}
 * @param dns reverse names; empty when nothing is to be looked up
 */
public record NameSources(
        Optional<Path> countries, Optional<Path> systems, Optional<Path> vendors, Optional<DnsConfiguration> dns) {

    /** None at all. */
    public static final NameSources NONE =
            new NameSources(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
