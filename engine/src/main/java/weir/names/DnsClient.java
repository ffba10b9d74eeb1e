package weir.names;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.ReverseMap;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;
import weir.net.IpAddress;

/**
 * Asks DNS servers for reverse names: one after the other, first the one that answered last, each once.
 *
 * <p>An answer counts when it comes from the server asked, with the number and the question of the query. Thread: any;
 * answers arrive on the thread of the sockets.
 */
final class DnsClient {

    /** More than the sockets' own timeout, which is looked at once a second; a query that is lost in there ends too. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private volatile List<SimpleResolver> servers;
    private final Duration timeout;
    private volatile int preferred;

    /** A client of these servers; without one every question is answered by nobody. */
    DnsClient(List<InetSocketAddress> addresses, Duration timeout) {
        this.timeout = timeout;
        servers = resolvers(addresses);
    }

    /** From now on asks these servers. */
    void use(List<InetSocketAddress> addresses) {
        servers = resolvers(addresses);
    }

    private List<SimpleResolver> resolvers(List<InetSocketAddress> addresses) {
        List<SimpleResolver> resolvers =
                addresses.stream().map(SimpleResolver::new).toList();
        resolvers.forEach(server -> server.setTimeout(timeout));
        return resolvers;
    }

    /** Asks for the name of an address. The answer is null when no server gave a usable one; it never fails. */
    CompletionStage<@Nullable DnsAnswer> ask(IpAddress address) {
        return ask(name(address), servers, preferred, 0);
    }

    private CompletableFuture<@Nullable DnsAnswer> ask(Name name, List<SimpleResolver> asked, int first, int tried) {
        if (tried == asked.size()) {
            return CompletableFuture.completedFuture(null);
        }
        int at = (first + tried) % asked.size();
        return send(asked.get(at), name).thenCompose(answer -> {
            if (answer == null) {
                return ask(name, asked, first, tried + 1);
            }
            if (tried > 0) {
                preferred = at;
            }
            return CompletableFuture.completedFuture(answer);
        });
    }

    private CompletableFuture<@Nullable DnsAnswer> send(SimpleResolver server, Name name) {
        Message query = Message.newQuery(Record.newRecord(name, Type.PTR, DClass.IN));
        try {
            return server.sendAsync(query, Runnable::run)
                    .toCompletableFuture()
                    .orTimeout(timeout.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS)
                    .handle((answer, failure) -> failure != null || answer == null ? null : DnsAnswer.of(answer, name));
        } catch (RuntimeException e) {
            // No socket to be had, for one.
            return CompletableFuture.completedFuture(null);
        }
    }

    private static Name name(IpAddress address) {
        byte[] bytes = new byte[address.v6() ? 16 : 4];
        for (int i = 0; i < bytes.length; i++) {
            int fromEnd = bytes.length - 1 - i;
            bytes[i] = (byte) ((fromEnd < 8 ? address.low() : address.high()) >>> (fromEnd & 7) * 8);
        }
        return ReverseMap.fromAddress(bytes);
    }
}
