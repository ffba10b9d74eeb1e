package weir.bgp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.bgp.message.Update;
import weir.bgp.rib.RouteTable;

/**
 * A full table from BIRD: 1,000,000 IPv4 and 200,000 IPv6 routes unless properties say otherwise. Says how long that takes,
 * what it costs, and what look-ups cost while it lies still and while it changes.
 *
 * <p>Run with {@code mvn -P fulltable}; takes some minutes and 4 GB.
 */
class FullTableTest {

    private static final String WEIR = "127.0.8.2";
    private static final String BIRD = "127.0.8.15";
    private static final int CHANGING = 20_000;
    private static final int CHANGES = 12;
    private static final int PATIENCE = 900;

    @TempDir
    Path folder;

    private final Peers weir = new Peers(WEIR, 0);
    private final RouteTable table = new RouteTable();
    private final FullTable full = new FullTable(65_002);

    @AfterEach
    void close() {
        weir.close();
    }

    @Test
    void learnsAFullTableAndLookUpsNeverWaitForItsChanges() throws Exception {
        assumeWanted();
        String bird = Daemon.program("bird", "bird2");
        String birdc = Daemon.program("birdc", "bird2");
        int routes4 = Integer.getInteger("fulltable.routes4", 1_000_000);
        int routes6 = Integer.getInteger("fulltable.routes6", 200_000);
        write(routes4, routes6);
        long before = heap();
        weir.speaker()
                .addNeighbor(
                        new NeighborSettings(
                                Peers.ip(BIRD), 65_000, (int) Peers.ip(WEIR).low(), Peers.ALL, false, 0),
                        table);
        try (Daemon daemon = Daemon.start(folder, bird, "-f", "-c", "b.conf", "-s", "b.ctl", "-P", "b.pid")) {
            await("up", () -> weir.speaker().status(Peers.ip(BIRD)).isPresent());
            Duration processor = processor();
            long start = System.nanoTime();
            await("all learned", () -> table.count() == routes4 + routes6);
            double seconds = (System.nanoTime() - start) / 1e9;
            processor = processor().minus(processor);
            assertThat(table.count(false)).isEqualTo(routes4);
            assertThat(table.count(true)).isEqualTo(routes6);
            long bytes = heap() - before;
            say(
                    "learned %,d IPv4 and %,d IPv6 routes with %,d sets of attributes in %.1f s of BIRD's time,"
                            + " %.1f s of our processor",
                    routes4, routes6, table.paths(), seconds, processor.toMillis() / 1e3);
            say("heap: %,d MB, %.1f bytes a route", bytes >> 20, (double) bytes / (routes4 + routes6));
            for (FullTable.Sample sample : full.samples()) {
                assertThat(table.find(sample.address())
                                .orElseThrow()
                                .route()
                                .attributes()
                                .asPath())
                        .hasToString(sample.path());
            }
            say("%,d routes say what BIRD was told to announce", full.samples().size());

            LookUps still = stillLookUps();

            LookUps changing = new LookUps(table, full.addresses(), 0);
            changing.start();
            long changesFrom = table.added() + table.removed();
            for (int i = 0; i < CHANGES; i++) {
                boolean gone = i % 2 == 0;
                daemon.ask(birdc, "-s", "b.ctl", gone ? "disable" : "enable", "changing");
                int expected = routes4 + routes6 - (gone ? CHANGING : 0);
                await("changed", () -> table.count() == expected);
            }
            changing.end();
            changing.join();
            say("%,d changes: %s", table.added() + table.removed() - changesFrom, changing);
            assertThat(still.missing()).isZero();
            // Addresses of routes that are gone, and of no shorter one, have none for a while.
            assertThat(changing.missing()).isLessThan(changing.count() * (CHANGING + 1) / (routes4 + routes6) + 1);
        }
    }

    /** The same without a router, and with changes as fast as the table takes them. */
    @Test
    void lookUpsNeverWaitForChangesThatComeAsFastAsTheyCan() throws Exception {
        assumeWanted();
        int routes4 = Integer.getInteger("fulltable.routes4", 1_000_000);
        int routes6 = Integer.getInteger("fulltable.routes6", 200_000);
        List<Update> all = full.updates(false, routes4);
        all.addAll(full.updates(true, routes6));
        long start = System.nanoTime();
        all.forEach(table::update);
        say("%,d routes put into the table in %.2f s", table.count(), (System.nanoTime() - start) / 1e9);
        List<Update> changes = new ArrayList<>();
        for (Update update : all.subList(routes4 - CHANGING, routes4)) {
            var reached = update.reached().getFirst();
            var withdrawn = new Update.Withdrawn(reached.family(), reached.routes(), List.of());
            changes.add(new Update(null, List.of(), List.of(withdrawn), List.of()));
        }
        changes.addAll(all.subList(routes4 - CHANGING, routes4));
        all = List.of();
        LookUps still = stillLookUps();
        LookUps changing = new LookUps(table, full.addresses(), 5);
        changing.start();
        long changesFrom = table.added() + table.removed();
        Set<Thread.State> states = EnumSet.noneOf(Thread.State.class);
        while (changing.isAlive()) {
            for (Update update : changes) {
                table.update(update);
                states.add(changing.getState());
            }
        }
        say("%,d changes: %s", table.added() + table.removed() - changesFrom, changing);
        assertThat(still.missing()).isZero();
        assertThat(states).as("states of who looks up").isSubsetOf(Thread.State.RUNNABLE, Thread.State.TERMINATED);
    }

    private static void assumeWanted() {
        Assumptions.assumeTrue(Boolean.getBoolean("fulltable"), "only with -P fulltable");
    }

    private LookUps stillLookUps() throws InterruptedException {
        Collections.shuffle(full.addresses(), new Random(1));
        LookUps warm = new LookUps(table, full.addresses(), 1);
        warm.start();
        warm.join();
        LookUps still = new LookUps(table, full.addresses(), 5);
        still.start();
        still.join();
        say("lying still: %s", still);
        return still;
    }

    private void write(int routes4, int routes6) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(folder.resolve("b.conf"))) {
            out.write("""
                    router id 10.0.0.2;
                    protocol device {}
                    protocol bgp weir {
                      local 127.0.8.15 port 1791 as 65002;
                      neighbor %s port %d as 65000;
                      multihop; strict bind on; connect delay time 1; error wait time 1, 2;
                      ipv4 { import none; export all; next hop self; };
                      ipv6 { import none; export all; next hop address 2001:db8::1; };
                    }
                    """.formatted(WEIR, weir.speaker().port()));
            full.write("all4", false, routes4 - CHANGING, out);
            full.write("changing", false, CHANGING, out);
            full.write("all6", true, routes6, out);
        }
    }

    private static void await(String what, BooleanSupplier condition) {
        Peers.await(what, PATIENCE, condition);
    }

    private static long heap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static Duration processor() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private static void say(String form, Object... values) {
        System.out.printf(form + "%n", values);
    }
}
