package weir.bgp.trial;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How much of some traffic has which value of something. */
final class Tally<T> {

    private final Map<T, Double> sums = new HashMap<>();
    private double all;

    /**
     * Counts packets.
     *
     * @param of what is counted; null for packets without it
     */
    static <T> Tally<T> of(List<SeenPacket> packets, Measure measure, Function<SeenPacket, @Nullable T> of) {
        Tally<T> tally = new Tally<>();
        for (SeenPacket packet : packets) {
            double counts = packet.value(measure);
            tally.all += counts;
            T value = of.apply(packet);
            if (value != null) {
                tally.sums.merge(value, counts, Double::sum);
            }
        }
        return tally;
    }

    int distinct() {
        return sums.size();
    }

    /** The values with the largest shares; of equal shares the one whose text comes first. */
    List<Makeup.Part<T>> largest(int most) {
        List<Makeup.Part<T>> parts = new ArrayList<>();
        sums.forEach((value, sum) -> parts.add(new Makeup.Part<>(value, sum / all)));
        parts.sort(Comparator.comparingDouble((Makeup.Part<T> part) -> -part.share())
                .thenComparing(part -> part.value().toString()));
        return List.copyOf(parts.subList(0, Math.min(most, parts.size())));
    }
}
