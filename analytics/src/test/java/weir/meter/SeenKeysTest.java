package weir.meter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import weir.testing.PacketBuilder;
import weir.testing.SampleBuilder;

/** Which keys are told to have been seen, and when. */
class SeenKeysTest {

    private static final byte[] PACKET = Metering.packet("10.1.0.1", "10.2.0.2");
    private static final int IPV4_IN_IP = 4;
    private static final int TCP = 6;
    /** Records that hold keys, with bodies of so many bytes: 128 sorts of samples. */
    private static final int[][] RECORDS = {{2, 16}, {3, 32}, {4, 56}, {1001, 16}, {1004, 16}, {1005, 12}, {1007, 16}};

    private final Metering metering = new Metering().at(1_700_000_000);

    private SortedMap<String, Long> seen() {
        return metering.meter.seenKeys();
    }

    @Test
    void readsSamplesOfAKindOnUntilTheyHaveTheKeysOfTheMinuteBefore() {
        metering.flow(sample -> sample.header(1000, PACKET))
                .flow(sample -> sample.output(1, 257).header(1000, PACKET));
        long first = seen().get("outputdiscardreason");
        metering.at(1_700_000_000 + 90)
                .flow(sample -> sample.header(1000, PACKET))
                .flow(sample -> sample.output(1, 257).header(1000, PACKET));
        assertThat(seen())
                .containsEntry("outputdiscardreason", first + 90_000_000_000L)
                .containsEntry("ipsource", first + 90_000_000_000L);
    }

    @Test
    void readsAKindThatHasTheSameKeysEachTimeEverMoreSeldom() {
        long start = 1_700_000_040;
        for (int minute : List.of(0, 1, 3, 7)) {
            metering.at(start + 60 * minute).flow(sample -> sample.header(1000, PACKET));
        }
        metering.at(start + 60 * 8).flow(sample -> sample.output(1, 257).header(1000, PACKET));
        assertThat(seen())
                .doesNotContainKey("outputdiscardreason")
                .containsEntry("ipsource", (start + 60 * 8) * 1_000_000_000L);
        metering.at(start + 60 * 15).flow(sample -> sample.output(1, 257).header(1000, PACKET));
        assertThat(seen()).containsEntry("outputdiscardreason", (start + 60 * 15) * 1_000_000_000L);
    }

    @Test
    void readsAllKindsAnewWhenTheClockGoesBack() {
        metering.flow(sample -> sample.header(1000, PACKET))
                .flow(sample -> sample.header(1000, PACKET))
                .flow(sample -> sample.header(1000, PACKET))
                .flow(sample -> sample.header(1000, PACKET));
        metering.at(1_600_000_000).flow(sample -> sample.output(1, 257).header(1000, PACKET));
        assertThat(seen())
                .containsEntry("outputdiscardreason", 1_600_000_000L * Metering.SECOND)
                .containsEntry("ipsource", 1_700_000_000L * Metering.SECOND);
    }

    @Test
    void seesFurtherOccurrencesWhereLayersRepeat() {
        metering.flow(sample -> sample.header(1000, PACKET));
        assertThat(seen()).containsKey("ipsource").doesNotContainKeys("ipsource.1", "ipsource.2");
        byte[] tunnel = new PacketBuilder()
                .ethernet(0x0800)
                .ipv4(IPV4_IN_IP, "10.1.0.1", "10.2.0.2")
                .ipv4(IPV4_IN_IP, "10.3.0.1", "10.4.0.2")
                .ipv4(TCP, "10.5.0.1", "10.6.0.2")
                .tcp(1, 2, 2)
                .build();
        metering.flow(sample -> sample.header(1000, tunnel));
        assertThat(seen()).containsKeys("ipsource.1", "ipsource.2").doesNotContainKeys("ipsource.3", "tcpsourceport.1");
    }

    @Test
    void notesSamplesOfMoreSortsThanHaveANumber() {
        for (int second : List.of(0, 5, 65)) {
            metering.at(1_700_000_000 + second);
            for (int sort = 0; sort < 1 << RECORDS.length; sort++) {
                int records = sort;
                metering.flow(sample -> records(sample, records).header(1000, PACKET));
            }
            assertThat(seen()).containsEntry("ipsource", (1_700_000_000L + second) * Metering.SECOND);
        }
        int all = (1 << RECORDS.length) - 1;
        for (int second : List.of(70, 200)) {
            metering.at(1_700_000_000 + second)
                    .flow(sample -> records(sample, all).header(1000, PACKET));
            assertThat(seen())
                    .containsEntry("ipsource", (1_700_000_000L + second) * Metering.SECOND)
                    .containsEntry("vlansource", (1_700_000_000L + second) * Metering.SECOND);
        }
    }

    private static SampleBuilder records(SampleBuilder sample, int which) {
        for (int i = 0; i < RECORDS.length; i++) {
            if ((which & 1 << i) != 0) {
                byte[] body = new byte[RECORDS[i][1]];
                sample.record(0, RECORDS[i][0], body.length, body);
            }
        }
        return sample;
    }
}
