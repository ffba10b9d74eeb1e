package weir.bgp.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import weir.bgp.flowspec.FlowMatch;
import weir.bgp.flowspec.FlowPacket;
import weir.bgp.flowspec.MatchText;
import weir.net.IpAddress;

/** Shares, their bounds, narrower rules and effects, of packets whose truth is known. */
class RuleTrialTest {

    private static final long SECOND = 1_000_000_000L;

    private static FlowPacket udp(String source, int sourcePort, int length) {
        return packet(source, 17, sourcePort, 4000, length);
    }

    private static FlowPacket packet(String source, int protocol, int sourcePort, int destinationPort, int length) {
        return new FlowPacket(
                IpAddress.parse(source).orElseThrow(),
                IpAddress.parse("10.2.1.10").orElseThrow(),
                protocol,
                sourcePort,
                destinationPort,
                FlowPacket.ABSENT,
                FlowPacket.ABSENT,
                protocol == 6 ? 16 : FlowPacket.ABSENT,
                length,
                0,
                0,
                FlowPacket.ABSENT);
    }

    private static SeenPacket seen(FlowPacket packet, boolean attack, double weight) {
        return new SeenPacket(0, packet, attack, false, weight, packet.length() + 18);
    }

    private static FlowMatch rule(String key, String text) {
        return MatchText.parse(Map.of(key, text));
    }

    @Test
    void countsWithTheSamplingRate() {
        List<SeenPacket> packets = List.of(
                seen(udp("10.0.0.1", 53, 482), true, 300),
                seen(udp("10.0.0.2", 123, 82), true, 100),
                seen(packet("10.0.0.3", 6, 80, 4000, 1482), false, 100));
        RuleTrial trial = RuleTrial.of(rule("source-port", "=53"), packets, Measure.FRAMES);
        assertThat(trial.attack().share()).isEqualTo(0.75);
        assertThat(trial.attack().samples()).isEqualTo(2);
        assertThat(trial.attack().frames()).isEqualTo(400);
        assertThat(trial.attack().matchedBytes()).isEqualTo(150_000);
        assertThat(trial.other().share()).isZero();
        assertThat(trial.other().upper()).isCloseTo(0.793, within(0.001));
        RuleTrial bytes = RuleTrial.of(rule("source-port", "=53"), packets, Measure.BYTES);
        assertThat(bytes.attack().share()).isCloseTo(150_000.0 / 160_000, within(1e-12));
        Makeup makeup = trial.makeup();
        assertThat(makeup.sources()).first().satisfies(source -> {
            assertThat(source.value()).hasToString("10.0.0.1");
            assertThat(source.share()).isEqualTo(0.75);
        });
        assertThat(makeup.sourcePorts()).first().isEqualTo(new Makeup.Part<>(new Makeup.Port(17, 53), 0.75));
        assertThat(makeup.distinctSources()).isEqualTo(2);
    }

    @Test
    void boundsOfEqualWeightsAreWilsons() {
        // 8 of 10: 0.490 to 0.943, as in textbooks.
        Interval bounds = Bounds.share(0.8, Bounds.samples(1000, 0.8, 100_000, 80_000));
        assertThat(bounds.lower()).isCloseTo(0.4902, within(0.0001));
        assertThat(bounds.upper()).isCloseTo(0.9433, within(0.0001));
    }

    @Test
    void ofTrafficWithoutSamplesNothingIsKnown() {
        RuleTrial trial = RuleTrial.of(rule("protocol", "=17"), List.of(), Measure.FRAMES);
        assertThat(trial.other().share()).isZero();
        assertThat(trial.other().lower()).isZero();
        assertThat(trial.other().upper()).isEqualTo(1);
        assertThat(trial.narrower()).isEmpty();
    }

    /** Draws Poisson numbers of samples of traffic with a known share, many times, and counts how often bounds hold it. */
    private static double coverage(Measure measure, double[] weights, double share, int mean, Random random) {
        int held = 0;
        int tries = 2_000;
        double hitBytes = 1482;
        double missBytes = 482;
        double truth = measure == Measure.FRAMES
                ? share
                : share * (hitBytes + 18) / (share * (hitBytes + 18) + (1 - share) * (missBytes + 18));
        for (int i = 0; i < tries; i++) {
            List<SeenPacket> packets = new ArrayList<>();
            for (double weight : weights) {
                // Each place samples 1 in so many of an equal part of the packets.
                double expected = mean * weights[0] / weight;
                for (double at = -Math.log(random.nextDouble()); at < expected; at -= Math.log(random.nextDouble())) {
                    boolean hit = random.nextDouble() < share;
                    packets.add(seen(udp("10.0.0.1", hit ? 53 : 54, (int) (hit ? hitBytes : missBytes)), true, weight));
                }
            }
            Share found =
                    RuleTrial.of(rule("source-port", "=53"), packets, measure).attack();
            held += truth >= found.lower() && truth <= found.upper() ? 1 : 0;
        }
        return (double) held / tries;
    }

    @Test
    void boundsHoldTheTruthAsOftenAsTheySay() {
        Random random = new Random(7);
        for (double share : new double[] {0.1, 0.5, 0.9}) {
            for (int mean : new int[] {50, 400}) {
                for (Measure measure : Measure.values()) {
                    for (double[] weights : new double[][] {{100}, {100, 200}, {50, 400}}) {
                        assertThat(coverage(measure, weights, share, mean, random))
                                .as("%s of %s samples, %s, %s", share, mean, measure, List.of(weights[0]))
                                .isBetween(
                                        measure == Measure.FRAMES ? 0.93 : 0.88, measure == Measure.FRAMES ? 0.985 : 1);
                    }
                }
            }
        }
    }

    @Test
    void narrowerRulesHitLessOfOtherTraffic() {
        List<SeenPacket> packets = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            packets.add(seen(udp("192.0.2." + i, 53, 508), true, 100));
            packets.add(seen(packet("10.1.1." + i, 6, 443, 50_000 + i, 1500), false, 100));
        }
        for (int i = 0; i < 20; i++) {
            packets.add(seen(udp("10.1.2." + i, 53, 120), false, 100));
        }
        RuleTrial trial = RuleTrial.of(rule("destination", "10.2.1.10"), packets, Measure.FRAMES);
        assertThat(trial.other().share()).isEqualTo(1);
        Suggestion best = trial.narrower().getFirst();
        assertThat(best.attack().share()).isEqualTo(1);
        assertThat(best.other().share()).isZero();
        assertThat(MatchText.of(best.match())).containsEntry("length", "=508").containsKey("destination");
        assertThat(trial.narrower())
                .anySatisfy(each -> assertThat(MatchText.of(each.match())).containsEntry("source-port", "=53"));
        for (Suggestion each : trial.narrower()) {
            assertThat(each.attack().share()).isGreaterThanOrEqualTo(0.9);
            assertThat(each.other().share()).isLessThan(1);
        }
    }

    private static SeenPacket at(double second, boolean attack, boolean dropped) {
        return new SeenPacket(
                Math.round(second * SECOND), udp("10.0.0.1", attack ? 53 : 54, 482), attack, dropped, 100, 500);
    }

    @Test
    void effectComparesRatesBeforeAndAfter() {
        List<SeenPacket> packets = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            packets.add(at(i / 40.0, true, false));
            packets.add(at(i / 20.0, false, false));
        }
        packets.add(at(10.5, true, false));
        packets.add(at(11, true, true));
        RuleEffect effect = RuleEffect.of(packets, Measure.FRAMES, 10 * SECOND, 10, 10);
        assertThat(effect.attack().before().value()).isEqualTo(4000);
        assertThat(effect.attack().after().value()).isEqualTo(10);
        assertThat(effect.attack().left()).isEqualTo(0.0025);
        assertThat(effect.attack().upper()).isBetween(0.0025, 0.02);
        assertThat(effect.other().left()).isEqualTo(1);
        assertThat(effect.other().lower()).isBetween(0.7, 1.0);
        assertThat(effect.other().upper()).isBetween(1.0, 1.4);
    }

    @Test
    void nothingSeenAfterLeavesABoundAboveZero() {
        List<SeenPacket> packets = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            packets.add(at(i / 10.0, true, false));
        }
        Change attack =
                RuleEffect.of(packets, Measure.FRAMES, 10 * SECOND, 10, 2).attack();
        assertThat(attack.after().value()).isZero();
        assertThat(attack.after().upper()).isCloseTo(100 * 3.8415 / 2, within(0.1));
        assertThat(attack.left()).isZero();
        assertThat(attack.lower()).isZero();
        // 3.84 samples of 100, in a fifth of the time.
        assertThat(attack.upper()).isCloseTo(5 * 3.8415 / 100, within(0.001));
    }
}
