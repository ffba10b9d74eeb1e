package weir.flow.key;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import weir.flow.attribute.Sampling;
import weir.pcap.CaptureReader;
import weir.pcap.CapturedDatagram;
import weir.testing.SharedData;

/** Samples and scaled values of each flow of a capture, plainly counted. */
final class Measured {

    /**
     * What was counted of a flow.
     *
     * @param samples number of samples
     * @param sum sum of value × sampling rate
     */
    record Count(long samples, double sum) {
        static Count of(double scaled) {
            return new Count(1, scaled);
        }

        Count plus(Count other) {
            return new Count(samples + other.samples, sum + other.sum);
        }
    }

    private Measured() {}

    /** Evaluates a definition on all samples of a capture. */
    static Map<String, Count> flows(String capture, FlowDefinition definition) {
        return flows(capture, List.of(definition)).getFirst();
    }

    /** Evaluates definitions on all samples of a capture. */
    static List<Map<String, Count>> flows(String capture, List<FlowDefinition> definitions) {
        DefinitionSet set = new DefinitionSet(definitions, Sampling.TABLE);
        List<Map<String, Count>> counts = new ArrayList<>();
        definitions.forEach(definition -> counts.add(new TreeMap<>()));
        Sampling sampling = new Sampling(sample -> {
            for (int i = 0; i < counts.size(); i++) {
                CompiledFlow flow = set.flows().get(i);
                String key = Evaluation.keyOf(flow, sample);
                if (!key.equals(Evaluation.NONE)) {
                    counts.get(i).merge(key, Count.of(flow.value() * sample.samplingRate()), Count::plus);
                }
            }
        });
        replay(SharedData.path(capture), sampling);
        return counts;
    }

    /** Shows all datagrams of a capture. */
    static void replay(Path capture, Sampling sampling) {
        CapturedDatagram datagram = new CapturedDatagram();
        try (CaptureReader reader = CaptureReader.open(capture, 6343)) {
            while (reader.next(datagram)) {
                sampling.datagram(datagram.bytes(), datagram.start(), datagram.start() + datagram.length());
            }
        }
    }
}
