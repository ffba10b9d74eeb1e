package weir.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import weir.metric.SentRecords.Port;
import weir.net.IpAddress;
import weir.testing.Allocation;
import weir.testing.DatagramBuilder;

/** What readers see while a writer runs, and what the writer's work costs. */
class ReadersAndWriterTest {

    private static final int SAMPLES = 20_000;
    private static final IpAddress AGENT = IpAddress.v4(0x0A000001);

    private final Observatory observatory = new Observatory();

    /** Sends samples whose counters of both records go on by the same steps, which change with every sample. */
    private void write() {
        Port port = new Port();
        long errors = 0;
        for (int i = 0; i < SAMPLES; i++) {
            long step = 1 + i % 97;
            port.inOctets += step;
            port.outOctets += step;
            port.inUnicast += step;
            errors += step;
            long fcsErrors = errors;
            observatory.at(i).counters(sample -> {
                port.addTo(sample);
                sample.record(0, 2, to -> to.u32s(fcsErrors, fcsErrors, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, fcsErrors));
            });
        }
    }

    /** Reads until the writer has ended. Answers how many different rows it saw. */
    private int read(AtomicBoolean ended) {
        int rows = 0;
        MetricRow before = MetricRow.EMPTY;
        while (!ended.get()) {
            Agent agent = observatory.directory().agent(AGENT);
            DataSource source = agent == null ? null : agent.dataSource(DataSourceId.of(0, 7));
            MetricRow row = source == null ? MetricRow.EMPTY : source.row();
            if (row.equals(before)) {
                continue;
            }
            rows++;
            before = row;
            double rate = row.number("ifinoctets");
            for (String same : new String[] {
                "ifoutoctets", "ifinucastpkts", "ifinpkts", "eth_fcserrors", "eth_alignmenterrors", "eth_symbolerrors"
            }) {
                assertThat(Double.compare(row.number(same), rate))
                        .as("%s of row %d", same, rows)
                        .isZero();
            }
            assertThat(row.block(0).updated()).isEqualTo(row.block(1).updated());
            AgentStatus status = agent == null ? null : agent.status(observatory.now());
            assertThat(status == null || status.counters().samples() <= SAMPLES).isTrue();
        }
        return rows;
    }

    @Test
    void readersSeeWholeRowsOnly() throws Exception {
        AtomicBoolean ended = new AtomicBoolean();
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            CompletableFuture<Integer> first = CompletableFuture.supplyAsync(() -> read(ended), threads);
            CompletableFuture<Integer> second = CompletableFuture.supplyAsync(() -> read(ended), threads);
            try {
                write();
            } finally {
                ended.set(true);
            }
            assertThat(first.get(60, TimeUnit.SECONDS) + second.get(60, TimeUnit.SECONDS))
                    .isPositive();
        }
        assertThat(observatory.status().counters().samples()).isEqualTo(SAMPLES - 1);
    }

    @Test
    void readersWalkDataSourcesThatComeAndGo() throws Exception {
        AtomicBoolean ended = new AtomicBoolean();
        try (ExecutorService threads = Executors.newFixedThreadPool(1)) {
            CompletableFuture<Long> reader = CompletableFuture.supplyAsync(
                    () -> {
                        long walked = 0;
                        while (!ended.get()) {
                            for (Agent agent : observatory.directory().agents()) {
                                DataSourceId before = null;
                                for (DataSource source : agent.dataSources().values()) {
                                    assertThat(before == null || before.compareTo(source.id()) < 0)
                                            .isTrue();
                                    before = source.id();
                                    walked++;
                                }
                                assertThat(agent.status(observatory.now()).agent())
                                        .isEqualTo(agent.address());
                            }
                        }
                        return walked;
                    },
                    threads);
            try {
                for (int round = 0; round < 300; round++) {
                    observatory.at(700.0 * round).sweep();
                    for (int i = 0; i < 20; i++) {
                        int port = (round * 7 + i * 13) % 50;
                        observatory.datagram(new DatagramBuilder()
                                .agent("10.0.0." + (1 + i % 5))
                                .flow(sample -> sample.source(0, port)));
                    }
                }
            } finally {
                ended.set(true);
            }
            assertThat(reader.get(60, TimeUnit.SECONDS)).isNotNull();
        }
    }

    @Test
    void allocatesNothingForFlowSamplesOfKnownDataSources() {
        byte[][] datagrams = new byte[64][];
        for (int i = 0; i < datagrams.length; i++) {
            datagrams[i] = flows(i).build();
        }
        int[] next = {0};
        long allocated = Allocation.ofWarm(200, () -> {
            // Sequence numbers of the same datagrams go back at the end of a round, like those of a device that
            // restarts.
            for (int i = 0; i < datagrams.length; i++) {
                byte[] datagram = datagrams[next[0]++ % datagrams.length];
                observatory.decode(datagram, 0, datagram.length);
            }
        });
        assertThat(allocated).isZero();
        assertThat(observatory.status().flows().samples()).isGreaterThan(64 * 5);
        assertThat(observatory.status().notifications().samples()).isGreaterThan(64);
    }

    private static DatagramBuilder flows(int number) {
        DatagramBuilder datagram = new DatagramBuilder().sequence(1000 + number).uptime(5000 + number);
        for (int port = 1; port <= 5; port++) {
            int index = port;
            datagram.flow(sample -> sample.source(0, index)
                    .sequence(number)
                    .rate(1000L + number)
                    .drops(number)
                    .header(100, new byte[64]));
        }
        return datagram.discarded(sample -> sample.source(0, 1).sequence(number).drops(number));
    }
}
