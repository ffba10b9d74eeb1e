package weir.service;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import weir.net.IpAddress;
import weir.request.InvalidRequestException;

/** Addresses and identifiers of BGP speakers, as callers write them. */
final class BgpAddresses {

    private BgpAddresses() {}

    /**
     * The address of a router or an agent.
     *
     * @throws InvalidRequestException it is none, and no name that is known
     */
    static IpAddress resolve(String router) {
        Optional<IpAddress> address = IpAddress.parse(router);
        if (address.isPresent()) {
            return address.get();
        }
        try {
            byte[] bytes = InetAddress.getByName(router).getAddress();
            return IpAddress.of(bytes, 0, bytes.length);
        } catch (UnknownHostException e) {
            throw new InvalidRequestException("router '" + router + "' is no address and no known name");
        }
    }

    /** The address of this host, or 0.0.0.1 when it has no IPv4 address. */
    static int ownIdentifier() {
        try {
            byte[] bytes = InetAddress.getLocalHost().getAddress();
            return bytes.length == 4 ? (int) IpAddress.of(bytes, 0, 4).low() : 1;
        } catch (UnknownHostException e) {
            return 1;
        }
    }

    /**
     * An identifier that is written like an IPv4 address.
     *
     * @throws InvalidRequestException it is none, or 0.0.0.0
     */
    static int identifier(String text) {
        return IpAddress.parse(text)
                .filter(address -> !address.v6() && address.low() != 0)
                .map(address -> (int) address.low())
                .orElseThrow(() -> new InvalidRequestException("id '" + text + "' is no IPv4 address"));
    }
}
