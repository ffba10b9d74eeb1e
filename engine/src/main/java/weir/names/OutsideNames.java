package weir.names;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.ingest.EngineClock;
import weir.ingest.EngineThread;
import weir.lookup.Lookups;
import weir.lookup.OuiTable;

/**
 * Everything that names come from outside: the files of the operator, looked at every {@value #SECONDS_BETWEEN_LOOKS} s,
 * and DNS.
 *
 * <p>Thread: {@link #start} and {@link #close} once; facts any.
 */
public final class OutsideNames implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OutsideNames.class);
    private static final int SECONDS_BETWEEN_LOOKS = 5;

    private final Consumer<UnaryOperator<Lookups>> change;
    private final List<WatchedFile> files = new ArrayList<>();
    private final @Nullable DnsNames dns;
    private final EngineThread thread = new EngineThread("weir-names", this::run);
    private volatile DatabaseFacts facts = DatabaseFacts.NONE;
    private volatile boolean closed;

    /**
     * Sources that nobody has read.
     *
     * @param change applies a change to the lookups in force
     */
    public OutsideNames(NameSources sources, Consumer<UnaryOperator<Lookups>> change) {
        this.change = change;
        sources.countries()
                .ifPresent(file -> watch("geo.country", file, path -> {
                    AddressDatabase database = AddressDatabase.open(path);
                    publish(facts.withCountries(database));
                    return "database of type " + database.type();
                }));
        sources.systems()
                .ifPresent(file -> watch("geo.asn", file, path -> {
                    AddressDatabase database = AddressDatabase.open(path);
                    publish(facts.withSystems(database));
                    return "database of type " + database.type();
                }));
        sources.vendors().ifPresent(file -> watch("oui.names", file, this::vendors));
        dns = sources.dns().map(this::dns).orElse(null);
    }

    private void watch(String setting, Path file, WatchedFile.Loader loader) {
        files.add(new WatchedFile(setting, file, loader));
    }

    private void publish(DatabaseFacts next) {
        facts = next;
        change.accept(lookups -> lookups.withAddresses(next));
    }

    private String vendors(Path file) throws IOException {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
            OuiTable table = OuiTable.parse(lines.lines().toList());
            if (table.size() == 0) {
                throw new IOException("it lists no vendors");
            }
            change.accept(lookups -> lookups.withVendors(table));
            return table.size() + " prefixes of vendors";
        } catch (UncheckedIOException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private @Nullable DnsNames dns(DnsConfiguration configuration) {
        List<InetSocketAddress> servers = DnsServers.read(configuration);
        List<Path> namingServers = DnsServers.files(configuration);
        if (servers.isEmpty() && namingServers.isEmpty()) {
            return null;
        }
        for (InetSocketAddress server : servers) {
            LOG.info("DNS server {}", server.getAddress().getHostAddress());
        }
        DnsClient client = new DnsClient(servers, configuration.timeout());
        for (Path naming : namingServers) {
            watch("dns.servers", naming, file -> {
                List<InetSocketAddress> now = DnsServers.read(configuration);
                client.use(now);
                return now.size() + " DNS servers in all";
            });
        }
        return new DnsNames(client, configuration.most(), configuration.longest(), System::nanoTime);
    }

    /** Reads the files, then watches them; from now on names are looked up. */
    public void start() {
        files.forEach(WatchedFile::look);
        DnsNames names = dns;
        if (names != null) {
            change.accept(lookups -> lookups.withNames(names));
            names.start();
        }
        if (!files.isEmpty()) {
            thread.start();
        }
    }

    private void run() {
        while (!closed) {
            LockSupport.parkNanos(this, SECONDS_BETWEEN_LOOKS * EngineClock.SECOND);
            if (!closed) {
                files.forEach(WatchedFile::look);
            }
        }
    }

    /** Looks at the files now. */
    void look() {
        files.forEach(WatchedFile::look);
    }

    /** What was looked up and what went wrong, by kind; empty when nothing is looked up. */
    public SortedMap<String, Long> counts() {
        SortedMap<String, Long> counts = new TreeMap<>();
        if (dns != null) {
            dns.addTo(counts);
        }
        long damages = facts.damages();
        if (damages > 0) {
            counts.put("geoDamages", damages);
        }
        return counts;
    }

    /** Ends the threads and waits for them. More than once does no harm. */
    @Override
    public void close() {
        closed = true;
        thread.wake();
        thread.join();
        if (dns != null) {
            dns.close();
        }
    }
}
