package weir.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import weir.enginetest.Await;
import weir.lookup.Label;
import weir.metric.Adapters;
import weir.metric.DataSourceId;
import weir.net.IpAddress;
import weir.topology.HostTable;
import weir.topology.KnownHost;

class HostExchangeTest {

    private static List<KnownHost> host(int agent, String name) {
        return List.of(new KnownHost(
                IpAddress.v4(0x0A000000 + agent),
                DataSourceId.of(2, 1),
                Adapters.NONE,
                Map.of("host_name", Label.of(name))));
    }

    private static String name(HostTable table, int agent) {
        return String.valueOf(table.byAddress(false, 0, 0x0A000000L + agent, "host_name"));
    }

    @Test
    void givesWhatWasKnownAtTheMarkAskedFor() {
        HostExchange exchange = new HostExchange(2, true);
        exchange.reach(0, 1, host(1, "old"));
        exchange.reach(1, 1, null);
        exchange.reach(0, 2, null);
        exchange.reach(1, 2, host(2, "other"));
        exchange.reach(0, 3, host(1, "new"));
        exchange.reach(1, 3, null);
        assertThat(name(exchange.at(1), 1)).isEqualTo("old");
        assertThat(name(exchange.at(1), 2)).isEqualTo("null");
        assertThat(name(exchange.at(2), 2)).isEqualTo("other");
        assertThat(name(exchange.at(2), 1)).isEqualTo("old");
        assertThat(name(exchange.at(3), 1)).isEqualTo("new");
        assertThat(name(exchange.at(3), 2)).isEqualTo("other");
    }

    @Test
    void knowsNobodyBeforeTheFirstMark() {
        HostExchange exchange = new HostExchange(3, true);
        assertThat(exchange.at(-1).size()).isZero();
        assertThat(exchange.at(0).size()).isZero();
    }

    @Test
    void tableStaysTheSameUntilSomethingChanges() {
        HostExchange exchange = new HostExchange(1, true);
        exchange.reach(0, 1, host(1, "a"));
        HostTable first = exchange.at(1);
        exchange.reach(0, 2, null);
        assertThat(exchange.at(2)).isSameAs(first);
    }

    @Test
    void shardThatIsAheadWaitsForTheOthers() {
        HostExchange exchange = new HostExchange(2, true);
        exchange.reach(0, 1, host(1, "a"));
        exchange.reach(0, 2, null);
        AtomicReference<Thread> asker = new AtomicReference<>();
        CompletableFuture<HostTable> answer = CompletableFuture.supplyAsync(() -> {
            asker.set(Thread.currentThread());
            return exchange.at(2);
        });
        Await.until("it waits", () -> asker.get() != null && asker.get().getState() == Thread.State.WAITING);
        exchange.reach(1, 1, host(2, "b"));
        Await.until("it waits on", () -> asker.get().getState() == Thread.State.WAITING);
        assertThat(answer).isNotDone();
        exchange.reach(1, 2, null);
        assertThat(name(answer.join(), 2)).isEqualTo("b");
    }

    @Test
    void nobodyWaitsInLiveOperation() {
        HostExchange exchange = new HostExchange(2, false);
        exchange.reach(0, 1, host(1, "a"));
        assertThat(name(exchange.at(7), 1)).isEqualTo("a");
        exchange.reach(0, 2, host(1, "b"));
        assertThat(name(exchange.at(0), 1)).as("the newest").isEqualTo("b");
    }

    @Test
    void closingLetsEverybodyGo() {
        HostExchange exchange = new HostExchange(2, true);
        CompletableFuture<HostTable> answer = CompletableFuture.supplyAsync(() -> exchange.at(5));
        exchange.close();
        assertThat(answer.join().size()).isZero();
    }

    @Test
    void shardSeesWhatWasLearnedTwoMarksBefore() {
        HostExchange exchange = new HostExchange(2, true);
        ShardHosts hosts = new ShardHosts(exchange, 0);
        exchange.reach(1, 1, host(2, "b"));
        exchange.reach(1, 2, null);
        exchange.reach(1, 3, null);
        for (String expected : List.of("null", "null", "null", "b")) {
            assertThat(String.valueOf(hosts.byAddress(false, 0, 0x0A000002, "host_name")))
                    .isEqualTo(expected);
            hosts.mark();
        }
    }
}
