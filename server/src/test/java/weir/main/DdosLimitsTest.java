package weir.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import weir.testing.PacketBuilder;

/** What an operator sees of ddos-protect when a bound is reached, and that it goes on. */
class DdosLimitsTest extends DdosApp {

    private static final int MOST_CONTROLS = 2_000;

    /** Thousands of attacks at a time: the table has a bound, what is beyond is counted, and those of the table can be decided. */
    @Test
    void attacksBeyondTheTableAreCountedAndTheOthersStayInHand() {
        start("udp_amplification.action", "drop", "udp_amplification.threshold", "1000", "maxroutes", "3000");
        router.connect(product.bgpPort());
        awaitAnswer("router known", "status", "\"up\":true");
        AtomicInteger next = new AtomicInteger();
        // In steps, as each may take as long as an await does on a busy machine.
        for (int step = 1; step <= 8; step++) {
            int wanted = step * MOST_CONTROLS / 8;
            BgpRouter.await(wanted + " controls", () -> sent(next, 150) >= wanted);
        }
        BgpRouter.await("the table is full", () -> {
            sent(next, 50);
            return product.json(APP + "controls/json").path("leftOut").asInt() > 0;
        });
        assertThat(controls().size()).isEqualTo(MOST_CONTROLS);
        assertThat(change("PUT", "mode", "\"automatic\"")).isEqualTo(204);
        BgpRouter.await("all targets are told", () -> router.learned().size() == 250);
        assertThat(controls().valueStream().map(each -> each.path("status").asString()))
                .as("what many need at a time is done in turns")
                .isSubsetOf("blocked", "pending");
        String first = controls().get(0).path("id").asString();
        control("allow", first);
        awaitAnswer("one of them is decided", "controls", "\"status\":\"allowed\"");
        assertThat(product.json("/scripts/json").toString()).doesNotContain("\"error\"");
    }

    /** Sends packets to ever other targets and ports. Answers how many controls there are. */
    private int sent(AtomicInteger next, int packets) {
        for (int i = 0; i < packets; i++) {
            int number = next.getAndIncrement() % 2_500;
            send(answerTo("203.0.113." + number % 250, 1_000 + number / 250));
        }
        return product.get(APP + "prometheus/txt")
                .body()
                .lines()
                .filter(line -> line.startsWith("sflow_ddos_protect_controls{"))
                .mapToInt(line -> Integer.parseInt(line.substring(line.indexOf("} ") + 2)))
                .sum();
    }

    private static byte[] answerTo(String target, int port) {
        return new PacketBuilder()
                .ethernet(0x0800)
                .ipv4(17, "198.51.100.9", target)
                .udp(port, 4000)
                .build();
    }

    /** The place for what is kept is a file, so that nothing can be written there or read from there. */
    @Test
    void aDiskThatTakesNothingIsToldAndTargetsAreHelpedAllTheSame() throws IOException {
        Files.writeString(folder.resolve("store"), "no folder");
        start("udp_amplification.action", "drop", "udp_amplification.threshold", "1000");
        router.connect(product.bgpPort());
        awaitAnswer("reading fails", "status", "whatwaskeptcannotberead");
        assertThat(change("PUT", "mode", "\"automatic\"")).isEqualTo(204);
        assertThat(change("PUT", "settings", "{\"udp_amplification\":{\"timeout\":7}}"))
                .isEqualTo(204);
        assertThat(change("PUT", "groups", "{\"external\":[\"0.0.0.0/0\"],\"inside\":[\"203.0.113.0/24\"]}"))
                .isEqualTo(204);
        awaitAnswer("a choice is not kept", "status", "achangeisinforce,butcannotbekeptoverarestart");
        attack("blocked");
        BgpRouter.await("route told", () -> router.learned().containsKey(TARGET + "/32"));
        awaitAnswer("a decision is not kept", "status", "adecisioncannotbekept");
        control("allow", controls().get(0).path("id").asString());
        BgpRouter.await("route withdrawn", () -> router.learned().isEmpty());
        assertThat(product.json(APP + "settings/json")
                        .path("udp_amplification")
                        .path("timeout")
                        .asInt())
                .isEqualTo(7);
    }

    /** Values of an app that is damaged, or of another version, do not keep it from protecting. */
    @Test
    void whatWasKeptAndIsDamagedIsLeftOut() throws IOException {
        start("mode", "automatic", "udp_amplification.action", "drop", "udp_amplification.threshold", "1000");
        router.connect(product.bgpPort());
        attack("blocked");
        product.close();
        router.close();
        try (Stream<Path> files = Files.walk(folder.resolve("store"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.writeString(file, "{\"attack\": ");
            }
        }
        start("mode", "automatic", "udp_amplification.action", "drop", "udp_amplification.threshold", "1000");
        assertThat(controls()).isEmpty();
        router = new BgpRouter(ROUTER);
        router.connect(product.bgpPort());
        attack("blocked");
        BgpRouter.await("route told", () -> router.learned().containsKey(TARGET + "/32"));
    }
}
