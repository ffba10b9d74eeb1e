package weir.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import weir.bgp.message.Agreement;
import weir.bgp.message.BgpMessage;
import weir.bgp.message.MessageEncoder;
import weir.bgp.message.Samples;
import weir.bgp.message.UpdateEncoder;
import weir.bgp.route.Family;

/** Messages to start from: some of every kind, for sessions of every kind. */
final class SeedMessages {

    private static final int OF_EACH_KIND = 4;

    private SeedMessages() {}

    /** All seeds, in a fixed order. */
    static List<byte[]> all() {
        Samples samples = new Samples(7606);
        List<byte[]> seeds = new ArrayList<>(List.of(
                MessageEncoder.keepalive(),
                MessageEncoder.routeRefresh(Family.IPV6),
                MessageEncoder.notification(new BgpMessage.Notification(6, 2, new byte[] {2, 'o', 'k'}))));
        for (int i = 0; i < OF_EACH_KIND; i++) {
            seeds.add(MessageEncoder.open(samples.open()));
            for (Agreement agreement : Samples.AGREEMENTS) {
                UpdateEncoder encoder = new UpdateEncoder(agreement);
                for (Family family : Family.values()) {
                    if (family.flowSpec()) {
                        var rules = List.of(samples.rule(family.v6()), samples.rule(family.v6()));
                        seeds.addAll(
                                encoder.announceRules(family, samples.nextHop(family), samples.attributes(), rules));
                        seeds.addAll(encoder.withdrawRules(family, rules));
                    } else {
                        var prefixes = samples.prefixes(family.v6(), 3);
                        seeds.addAll(encoder.announce(family, samples.nextHop(family), samples.attributes(), prefixes));
                        seeds.addAll(encoder.withdraw(family, prefixes));
                    }
                    seeds.add(encoder.endOfRoutes(family));
                }
            }
        }
        return seeds;
    }

    /** Writes each seed into a file of the first directory, and makes the second, where the fuzzer keeps what it finds. */
    public static void main(String[] directories) throws IOException {
        Path out = Files.createDirectories(Path.of(directories[0]));
        Files.createDirectories(Path.of(directories[1]));
        List<byte[]> seeds = all();
        for (int i = 0; i < seeds.size(); i++) {
            Files.write(out.resolve("seed-" + i), seeds.get(i));
        }
    }
}
