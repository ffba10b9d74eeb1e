package weir.sflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weir.sflow.DecodeCounts.Decoded;
import weir.testing.DatagramBuilder;
import weir.testing.SampleBuilder;
import weir.testing.XdrWriter;

/**
 * Datagrams, samples and record heads that are wrong: each is counted by its cause, and what was good before stays.
 */
class MalformedDatagramTest {

    private static final long[] WRAPPING = {0xFFFF_FFFCL, 0xFFFF_FFFDL, 0xFFFF_FFFEL, 0xFFFF_FFFFL, 0x8000_0000L};

    private static DatagramBuilder oneGoodSample() {
        return new DatagramBuilder().counters(s -> s.sequence(1).record(0, 2002, r -> r.u32s(2, 1)));
    }

    private static void good(SampleBuilder sample) {
        sample.record(0, 2002, r -> r.u32s(2, 1));
    }

    @Test
    void countsEveryLengthShorterThanTheFixedHead() {
        for (String agent : new String[] {"10.0.0.1", "fd00::1"}) {
            byte[] head = new DatagramBuilder().agent(agent).build();
            for (int length = 0; length < head.length; length++) {
                Recording r = Recording.of(Arrays.copyOf(head, length));
                assertThat(r.readable).isFalse();
                assertThat(r.calls).isEmpty();
                assertThat(r.errors()).containsExactly(Map.entry("datagramTooShort", 1L));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 2, 4, 6, 0xFFFF_FFFFL, 0x0500_0000L})
    void countsDatagramsOfOtherVersions(long version) {
        Recording r = Recording.of(oneGoodSample().version(version).build());
        assertThat(r.readable).isFalse();
        assertThat(r.errors()).containsExactly(Map.entry("versionUnsupported", 1L));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 3, 0xFFFF_FFFFL})
    void countsAgentAddressesOfUnknownTypes(long type) {
        Recording r = Recording.of(oneGoodSample().agent(type, new byte[16]).build());
        assertThat(r.readable).isFalse();
        assertThat(r.errors()).containsExactly(Map.entry("agentAddressType", 1L));
    }

    @Test
    void countsADatagramThatEndsBeforeTheAddressTypeAsTooShort() {
        Recording r = Recording.of(new XdrWriter().u32(5).bytes());
        assertThat(r.errors()).containsExactly(Map.entry("datagramTooShort", 1L));
    }

    @Test
    void countsAnIpv6AddressThatIsCutOffAsTooShort() {
        Recording r = Recording.of(new XdrWriter().u32s(5, 2).ip("fd00::1").bytes(), StructureTable.standard());
        assertThat(r.errors()).containsExactly(Map.entry("datagramTooShort", 1L));
        Recording cut = Recording.of(new XdrWriter().u32s(5, 2, 0xFD00_0000L, 0).bytes());
        assertThat(cut.errors()).containsExactly(Map.entry("datagramTooShort", 1L));
    }

    @Test
    void acceptsADatagramWithoutSamples() {
        Recording r = Recording.of(new DatagramBuilder().build());
        assertThat(r.readable).isTrue();
        assertThat(r.calls).containsExactly("datagram", "end");
        assertThat(r.errors()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 1000, 0x8000_0000L, 0xFFFF_FFFFL})
    void deliversTheSamplesThereAreWhenTheHeadSaysMore(long claimed) {
        Recording r = Recording.of(oneGoodSample().claimSamples(claimed).build());
        assertThat(r.counters).hasSize(1);
        assertThat(r.errors()).containsExactly(Map.entry("samplesMissing", 1L));
        assertThat(r.calls).endsWith("end");
    }

    @Test
    void skipsASampleOfLengthZero() {
        Recording r = Recording.of(new DatagramBuilder()
                .sample(0, 1, w -> {})
                .sample(0, 2, w -> {})
                .sample(0, 3, w -> {})
                .sample(0, 4, w -> {})
                .sample(0, 5, w -> {})
                .sample(4300, 1002, w -> {})
                .sample(4300, 1003, w -> {})
                .sample(1991, 1, w -> {})
                .counters(MalformedDatagramTest::good)
                .build());
        assertThat(r.counters).hasSize(1);
        assertThat(r.errors()).containsExactly(Map.entry("sampleTooShort", 8L));
    }

    @Test
    void stopsAtASampleWhoseLengthPassesTheEnd() {
        for (long length : new long[] {24, 28, 0x7FFF_FFFFL, 0xFFFF_FFFCL, 0xFFFF_FFFFL, 0x8000_0000L}) {
            Recording r = Recording.of(oneGoodSample()
                    .counters(s -> s.sequence(2).claimLength(length))
                    .build());
            assertThat(r.counters).extracting(Recording.Common::sequence).containsExactly(1L);
            assertThat(r.errors()).containsExactly(Map.entry("sampleTruncated", 1L));
        }
    }

    @Test
    void roundsThePositionBehindAnOddSampleLengthUp() {
        Recording r = Recording.of(new DatagramBuilder()
                .sample(7, 7, 5, new byte[] {1, 2, 3, 4, 5})
                .counters(s -> s.sequence(2))
                .build());
        assertThat(r.counters).extracting(Recording.Common::sequence).containsExactly(2L);
        assertThat(r.errors()).isEmpty();
        assertThat(r.unknown()).containsExactly(Map.entry("sample 7:7", 1L));
    }

    @Test
    void keepsTheBodyOfAnOddSampleAsShortAsItIs() {
        Recording r = Recording.of(new DatagramBuilder()
                .counters(s -> s.claimLength(11)) // one less than its fixed head
                .counters(s -> s.sequence(2))
                .build());
        assertThat(r.counters).extracting(Recording.Common::sequence).containsExactly(2L);
        assertThat(r.errors()).containsExactly(Map.entry("sampleTooShort", 1L));
    }

    @Test
    void skipsASampleShorterThanItsFixedHead() {
        Recording r = Recording.of(new DatagramBuilder()
                .sample(0, 1, w -> w.u32s(1, 2))
                .sample(0, 3, w -> w.u32s(1, 2, 3, 4, 5, 6, 7, 8, 9, 10))
                .sample(0, 5, w -> w.u32s(1, 2, 3, 4, 5, 6))
                .counters(s -> s.sequence(2))
                .build());
        assertThat(r.calls).containsExactly("datagram", "counters", "end");
        assertThat(r.errors()).containsExactly(Map.entry("sampleTooShort", 3L));
    }

    @Test
    void acceptsASampleWithoutRecords() {
        Recording r = Recording.of(
                new DatagramBuilder().flow(s -> {}).counters(s -> {}).build());
        assertThat(r.flows.getFirst().common().records()).isEmpty();
        assertThat(r.counters.getFirst().records()).isEmpty();
        assertThat(r.errors()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 1000, 0x8000_0000L, 0xFFFF_FFFFL})
    void deliversTheRecordsThereAreWhenTheSampleSaysMore(long claimed) {
        Recording r = Recording.of(new DatagramBuilder()
                .counters(s -> s.claimRecords(claimed).record(0, 2002, w -> w.u32s(2, 1)))
                .counters(s -> s.sequence(2))
                .build());
        assertThat(r.counters.get(0).formats()).containsExactly("0:2002");
        assertThat(r.counters).hasSize(2);
        assertThat(r.errors()).containsExactly(Map.entry("recordsMissing", 1L));
    }

    @Test
    void skipsARecordOfLengthZero() {
        Recording r = Recording.of(new DatagramBuilder()
                .counters(s -> s.record(0, 1, w -> {}).record(9, 9, w -> {}).record(0, 2002, w -> w.u32s(2, 1)))
                .build());
        assertThat(r.counters.getFirst().formats()).containsExactly("9:9", "0:2002");
        assertThat(r.errors()).containsExactly(Map.entry("recordTooShort", 1L));
        assertThat(r.unknown()).containsExactly(Map.entry("counter 9:9", 1L));
    }

    @Test
    void endsASampleAtARecordThatPassesItsEndAndGoesOnWithTheNextSample() {
        Recording r = Recording.of(new DatagramBuilder()
                .counters(s -> s.record(0, 2002, w -> w.u32s(2, 1)).record(0, 2002, 12, new byte[8]))
                .counters(s -> s.sequence(2).record(0, 2002, w -> w.u32s(2, 7)))
                .build());
        assertThat(r.counters.get(0).formats()).containsExactly("0:2002");
        assertThat(r.counters.get(1).records().getFirst().number("container_index"))
                .isEqualTo(7);
        assertThat(r.errors()).containsExactly(Map.entry("recordTruncated", 1L));
    }

    @Test
    void survivesRecordLengthsThatWouldWrapWhenRounded() {
        for (long length : WRAPPING) {
            Recording r = Recording.of(new DatagramBuilder()
                    .flow(s -> s.record(0, 1, length, new byte[16]))
                    .counters(s -> s.record(0, 1, length, new byte[16]))
                    .counters(MalformedDatagramTest::good)
                    .build());
            assertThat(r.flows.getFirst().common().records()).isEmpty();
            assertThat(r.counters.get(0).records()).isEmpty();
            assertThat(r.counters.get(1).formats()).containsExactly("0:2002");
            assertThat(r.errors()).containsExactly(Map.entry("recordTruncated", 2L));
        }
    }

    @Test
    void roundsThePositionBehindAnOddRecordLengthUp() {
        Recording r = Recording.of(new DatagramBuilder()
                .counters(s -> s.record(9, 9, 5, new byte[5]).record(0, 2002, w -> w.u32s(2, 1)))
                .build());
        assertThat(r.counters.getFirst().formats()).containsExactly("9:9", "0:2002");
        assertThat(r.counters.getFirst().records().getFirst().bytes()).hasSize(5);
        assertThat(r.errors()).isEmpty();
    }

    @Test
    void countsBytesBehindTheLastSampleAndIgnoresThem() {
        Recording r = Recording.of(oneGoodSample().trailing(new byte[13]).build());
        assertThat(r.counters).hasSize(1);
        assertThat(r.errors()).isEmpty();
        assertThat(r.counts.decoded(Decoded.TRAILING_BYTES)).isEqualTo(1);
    }

    @Test
    void survivesCustomSamplesThatLie() {
        for (long lie : WRAPPING) {
            Recording r = Recording.of(new DatagramBuilder()
                    .rtmetric("s", m -> m.gauge32("a", 1).claimEntries(lie))
                    .rtmetric("s", m -> m.entry("a", 0, w -> w.u32(lie)))
                    .sample(4300, 1002, w -> w.u32(lie))
                    .sample(4300, 1003, w -> w.string("p").u32s(1, 0, 1, lie))
                    .counters(MalformedDatagramTest::good)
                    .build());
            assertThat(r.metrics).extracting(m -> m.entries().size()).containsExactly(1, 0);
            assertThat(r.customFlows).extracting(m -> m.entries().size()).containsExactly(0);
            assertThat(r.counters).hasSize(1);
            assertThat(r.errors())
                    .containsExactly(
                            Map.entry("recordTruncated", 1L),
                            Map.entry("recordsMissing", 2L),
                            Map.entry("sampleTooShort", 1L));
        }
    }

    @Test
    void unwrapsAclSamplesOnceOnly() {
        DatagramBuilder inner = new DatagramBuilder().acl(1, 2, new DatagramBuilder().flow(s -> {}));
        Recording r = Recording.of(new DatagramBuilder()
                .acl(1, 2, inner)
                .counters(MalformedDatagramTest::good)
                .build());
        assertThat(r.calls).containsExactly("datagram", "unknown 1991:1", "counters", "end");
    }

    @Test
    void countsADamagedSampleInsideAnAclSampleAndGoesOn() {
        Recording r = Recording.of(new DatagramBuilder()
                .acl(1, 2, new DatagramBuilder().counters(s -> s.claimLength(0xFFFF_FFFFL)))
                .sample(1991, 1, w -> w.u32s(1, 2))
                .counters(MalformedDatagramTest::good)
                .build());
        assertThat(r.counters).hasSize(1);
        assertThat(r.errors()).containsExactly(Map.entry("sampleTruncated", 1L), Map.entry("samplesMissing", 1L));
    }

    @Test
    void boundsTheFormatsThatAreToldApart() {
        DatagramBuilder builder = new DatagramBuilder();
        for (int i = 0; i < 1000; i++) {
            builder.sample(77, i, w -> {});
        }
        Recording r = Recording.of(builder.build());
        assertThat(r.unknown()).hasSize(UnknownFormats.MAX_FORMATS + 1);
        assertThat(r.unknown().get("other")).isEqualTo(1000 - UnknownFormats.MAX_FORMATS);
        assertThat(r.counts.unknownFormats().count(DataFormat.of(77, 5), UnknownFormats.Kind.SAMPLE))
                .isEqualTo(1);
        assertThat(r.counts.unknownFormats().count(DataFormat.of(77, 5), UnknownFormats.Kind.FLOW_RECORD))
                .isZero();
    }
}
