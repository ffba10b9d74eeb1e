package weir.names;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.lookup.AddressFacts;
import weir.lookup.AutonomousSystem;
import weir.lookup.Country;

/**
 * Countries and autonomous systems by the databases of the operator, with a memory for addresses asked for lately.
 *
 * <p>An answer out of memory takes a few reads and allocates nothing; any other costs a walk through the database, a few
 * microseconds. Bound: {@value #REMEMBERED} addresses for each database, some 10 MB when each has another answer.
 *
 * <p>Thread: any. A database that changed makes another object.
 */
final class DatabaseFacts implements AddressFacts {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseFacts.class);
    static final int REMEMBERED = 32_768;
    /** Answers that are shared by the addresses that have them. */
    private static final int SHARED = 4_096;

    private final @Nullable Column<Country> countries;
    private final @Nullable Column<AutonomousSystem> systems;

    private DatabaseFacts(@Nullable Column<Country> countries, @Nullable Column<AutonomousSystem> systems) {
        this.countries = countries;
        this.systems = systems;
    }

    /** No databases yet. */
    static final DatabaseFacts NONE = new DatabaseFacts(null, null);

    DatabaseFacts withCountries(AddressDatabase database) {
        return new DatabaseFacts(new Column<>("geo.country", database, DatabaseRecords::country), systems);
    }

    DatabaseFacts withSystems(AddressDatabase database) {
        return new DatabaseFacts(countries, new Column<>("geo.asn", database, DatabaseRecords::system));
    }

    @Override
    public @Nullable Country country(boolean v6, long high, long low) {
        return countries == null ? null : countries.find(v6, high, low);
    }

    @Override
    public @Nullable AutonomousSystem system(boolean v6, long high, long low) {
        return systems == null ? null : systems.find(v6, high, low);
    }

    /** Questions that found a database damaged. */
    long damages() {
        return (countries == null ? 0 : countries.damages.get()) + (systems == null ? 0 : systems.damages.get());
    }

    /** One database with its memory. An empty answer is remembered too. */
    private static final class Column<T> {
        private final String setting;
        private final AddressDatabase database;
        private final Function<Map<?, ?>, @Nullable T> read;
        private final AddressTable<Optional<T>> lately = new AddressTable<>(REMEMBERED);
        private final Map<T, T> shared = new ConcurrentHashMap<>();
        private final AtomicLong damages = new AtomicLong();

        Column(String setting, AddressDatabase database, Function<Map<?, ?>, @Nullable T> read) {
            this.setting = setting;
            this.database = database;
            this.read = read;
        }

        @Nullable
        T find(boolean v6, long high, long low) {
            AddressTable.Entry<Optional<T>> known = lately.find(v6, high, low);
            if (known != null) {
                return known.value().orElse(null);
            }
            T found = look(v6, high, low);
            lately.put(v6, high, low, Optional.ofNullable(found));
            return found;
        }

        private @Nullable T look(boolean v6, long high, long low) {
            try {
                Map<?, ?> members = database.find(v6, high, low);
                T found = members == null ? null : read.apply(members);
                return found == null ? null : share(found);
            } catch (IOException e) {
                if (damages.getAndIncrement() == 0) {
                    LOG.warn("{} is damaged; further damage is only counted: {}", setting, e.getMessage());
                }
                return null;
            }
        }

        private T share(T found) {
            T same = shared.size() < SHARED ? shared.putIfAbsent(found, found) : shared.get(found);
            return same == null ? found : same;
        }
    }
}
