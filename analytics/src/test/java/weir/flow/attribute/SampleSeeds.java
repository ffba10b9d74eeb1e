package weir.flow.attribute;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import weir.sflow.FlowSample;
import weir.sflow.SampledHeader;

/** The samples that keys are tested on, as bytes to start from. */
public final class SampleSeeds {

    private SampleSeeds() {}

    /** Sampled headers, each behind one byte that says how it begins, as the sFlow record does. */
    public static List<byte[]> headers() {
        List<byte[]> headers = new ArrayList<>();
        SampledHeader packet = new SampledHeader(Sampling.TABLE.structures());
        for (KeyCase given : PacketCases.all()) {
            Sampling.view(given.datagram(), sample -> {
                FlowSample flow = sample.flow();
                if (flow != null && packet.find(flow)) {
                    // One byte more in front, for the protocol.
                    byte[] header = Arrays.copyOfRange(flow.bytes(), packet.start() - 1, packet.end());
                    header[0] = (byte) packet.protocol();
                    headers.add(header);
                }
            });
        }
        return headers;
    }

    /** Datagrams with samples of all kinds. */
    public static List<byte[]> datagrams() {
        return FlowKeyTest.cases().map(given -> given.datagram().build()).toList();
    }
}
