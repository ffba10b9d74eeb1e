package weir.names;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.lookup.AddressFacts;
import weir.lookup.AutonomousSystem;
import weir.lookup.Country;
import weir.lookup.Lookups;
import weir.net.IpAddress;
import weir.testing.Allocation;

/** Databases in the format of MaxMind, made by an encoder of the test. */
class DatabasesTest {

    @TempDir
    private Path directory;

    private final AtomicReference<Lookups> lookups = new AtomicReference<>(Lookups.NONE);

    private static Map<String, Object> country(String code, String name) {
        return Map.of("country", Map.of("iso_code", code, "names", Map.of("en", name, "de", "anders")));
    }

    private static MmdbWriter countries() {
        return MmdbWriter.ofVersion(6)
                .add("10.0.0.0/8", country("US", "United States"))
                .add("10.4.0.0/16", country("DE", "Germany"))
                .add("10.4.2.2", country("NZ", "New Zealand"))
                .add("192.0.2.0/24", Map.of("registered_country", Map.of("iso_code", "CH")))
                .add("198.51.100.0/24", Map.of("continent", Map.of("code", "EU")))
                .add("2001:db8::/32", country("JP", "日本"));
    }

    private static MmdbWriter systems() {
        return MmdbWriter.ofVersion(6)
                .add(
                        "10.0.0.0/8",
                        Map.of("autonomous_system_number", 64500L, "autonomous_system_organization", "Example"))
                .add("2001:db8::/32", Map.of("autonomous_system_number", 4_200_000_000L))
                .add("192.0.2.0/24", Map.of("autonomous_system_number", "none"));
    }

    private Path write(String name, MmdbWriter database) throws IOException {
        return Files.write(directory.resolve(name), database.bytes());
    }

    private OutsideNames names(Path countries, Path systems) {
        NameSources sources =
                new NameSources(Optional.of(countries), Optional.of(systems), Optional.empty(), Optional.empty());
        return new OutsideNames(sources, lookups::updateAndGet);
    }

    private String country(String address) {
        IpAddress ip = IpAddress.parse(address).orElseThrow();
        Country found = lookups.get().addresses().country(ip.v6(), ip.high(), ip.low());
        return found == null ? "null" : found.both().toString();
    }

    private String system(String address) {
        IpAddress ip = IpAddress.parse(address).orElseThrow();
        AutonomousSystem found = lookups.get().addresses().system(ip.v6(), ip.high(), ip.low());
        return found == null ? "null" : found.both().toString();
    }

    @Test
    void countryIsThatOfTheLongestPrefix() throws IOException {
        try (OutsideNames names = names(write("c.mmdb", countries()), write("a.mmdb", systems()))) {
            names.start();
            for (int twice = 0; twice < 2; twice++) {
                assertThat(country("10.1.1.1")).isEqualTo("US-United States");
                assertThat(country("10.4.1.1")).isEqualTo("DE-Germany");
                assertThat(country("10.4.2.2")).isEqualTo("NZ-New Zealand");
                assertThat(country("10.4.2.3")).isEqualTo("DE-Germany");
                assertThat(country("11.0.0.0")).isEqualTo("null");
                assertThat(country("192.0.2.7")).isEqualTo("CH-CH");
                assertThat(country("198.51.100.7")).isEqualTo("null");
                assertThat(country("2001:db8:7::1")).isEqualTo("JP-日本");
                assertThat(country("2001:db9::1")).isEqualTo("null");
                assertThat(system("10.1.1.1")).isEqualTo("64500-Example");
                assertThat(system("2001:db8::1")).isEqualTo("4200000000-");
                assertThat(system("192.0.2.1")).isEqualTo("null");
            }
            assertThat(names.counts()).isEmpty();
        }
    }

    @Test
    void databaseOfIpv4KnowsNothingOfIpv6() throws IOException {
        MmdbWriter only4 = MmdbWriter.ofVersion(4).add("32.0.0.0/3", country("US", "United States"));
        try (OutsideNames names = names(write("c.mmdb", only4), write("a.mmdb", systems()))) {
            names.start();
            assertThat(country("32.1.13.184")).isEqualTo("US-United States");
            // The same leading bits.
            assertThat(country("2001:db8::1")).isEqualTo("null");
        }
    }

    @Test
    void addressesAskedLatelyCostNoAllocation() throws IOException {
        try (OutsideNames names = names(write("c.mmdb", countries()), write("a.mmdb", systems()))) {
            names.start();
            AddressFacts facts = lookups.get().addresses();
            int[] found = {0};
            long allocated = Allocation.ofWarm(50, () -> {
                for (int i = 0; i < 200; i++) {
                    found[0] += facts.country(false, 0, 0x0A040000L + i) == null ? 0 : 1;
                    found[0] += facts.system(false, 0, 0x0A040000L + i) == null ? 0 : 1;
                    found[0] += facts.country(true, i, i) == null ? 0 : 1;
                }
            });
            assertThat(allocated).isZero();
            assertThat(found[0]).isPositive();
        }
    }

    @Test
    void changedFileIsReadOnceItRests() throws IOException {
        Path file = write("c.mmdb", countries());
        try (OutsideNames names = names(file, write("a.mmdb", systems()))) {
            names.start();
            assertThat(country("10.1.1.1")).isEqualTo("US-United States");
            Files.write(
                    file,
                    MmdbWriter.ofVersion(6)
                            .add("10.0.0.0/8", country("FR", "France"))
                            .bytes());
            Files.setLastModifiedTime(file, FileTime.fromMillis(1_000));
            names.look();
            assertThat(country("10.1.1.1")).as("still being written, perhaps").isEqualTo("US-United States");
            names.look();
            assertThat(country("10.1.1.1")).isEqualTo("FR-France");
            assertThat(system("10.1.1.1")).isEqualTo("64500-Example");
        }
    }

    @Test
    void missingFileIsReadWhenItAppears() throws IOException {
        Path later = directory.resolve("later.mmdb");
        try (OutsideNames names = names(later, directory.resolve("never.mmdb"))) {
            names.start();
            assertThat(country("10.1.1.1")).isEqualTo("null");
            write("later.mmdb", countries());
            names.look();
            names.look();
            assertThat(country("10.1.1.1")).isEqualTo("US-United States");
            Files.delete(later);
            names.look();
            assertThat(country("10.1.1.1")).as("what was read stays").isEqualTo("US-United States");
        }
    }

    @Test
    void fileThatIsNoDatabaseLeavesWhatWasReadBefore() throws IOException {
        Path file = write("c.mmdb", countries());
        try (OutsideNames names = names(file, directory.resolve("never.mmdb"))) {
            names.start();
            byte[] whole = countries().bytes();
            for (byte[] wrong : List.of(new byte[0], "no database".getBytes(), java.util.Arrays.copyOf(whole, 300))) {
                Files.write(file, wrong);
                Files.setLastModifiedTime(file, FileTime.fromMillis(wrong.length));
                names.look();
                names.look();
                assertThat(country("10.1.1.1")).isEqualTo("US-United States");
            }
        }
    }

    /** Bytes changed at random: a database of that kind is refused, or answers something or nothing; it never throws. */
    @Test
    void damagedDatabasesDoNoHarm() throws IOException {
        byte[] whole = countries().bytes();
        Random random = new Random(5);
        int opened = 0;
        for (int round = 0; round < 500; round++) {
            byte[] damaged = whole.clone();
            for (int i = random.nextInt(1, 8); i > 0; i--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            Path file = Files.write(directory.resolve("damaged.mmdb"), damaged);
            try {
                DatabaseFacts facts = DatabaseFacts.NONE.withCountries(AddressDatabase.open(file));
                opened++;
                for (Map.Entry<String, Integer> address :
                        Map.of("10.4.2.2", 1, "10.1.1.1", 1).entrySet()) {
                    IpAddress ip = IpAddress.parse(address.getKey()).orElseThrow();
                    facts.country(false, 0, ip.low());
                }
                for (int i = 0; i < 50; i++) {
                    facts.country(random.nextBoolean(), random.nextLong(), random.nextInt() & 0xFFFF_FFFFL);
                }
                assertThat(facts.damages()).isBetween(0L, 52L);
            } catch (IOException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
        assertThat(opened).isBetween(100, 500);
    }

    @Test
    void vendorsAreReadFromTheRegistry() throws IOException {
        Path file = Files.writeString(
                directory.resolve("oui.txt"),
                "OUI/MA-L\t\tOrganization\n\n00-1B-21   (hex)\t\tIntel Corporate\n001B21     (base 16)\t\tIntel Corporate\n");
        NameSources sources = new NameSources(Optional.empty(), Optional.empty(), Optional.of(file), Optional.empty());
        try (OutsideNames names = new OutsideNames(sources, lookups::updateAndGet)) {
            names.start();
            assertThat(lookups.get().vendors().vendor(0x001B21000001L)).hasToString("Intel Corporate");
            Files.writeString(file, "nothing of that kind\n");
            names.look();
            names.look();
            assertThat(lookups.get().vendors().vendor(0x001B21000001L)).hasToString("Intel Corporate");
        }
    }
}
