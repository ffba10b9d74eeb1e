package weir.flow.attribute;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The samples that keys are tested on, as bytes to start from. */
public final class SampleSeeds {

    private SampleSeeds() {}

    /** Sampled headers, each behind one byte that says how it begins, as the sFlow record does. */
    public static List<byte[]> headers() {
        List<byte[]> headers = new ArrayList<>();
        SampledHeaderFields fields = Sampling.TABLE.sampledHeader();
        for (KeyCase given : PacketCases.all()) {
            Sampling.view(given.datagram(), sample -> {
                RecordView view = sample.record(fields.slot());
                if (view != null) {
                    int packet = view.field("header", fields.header());
                    int from = view.values().start(packet);
                    // One byte more in front, for the protocol.
                    byte[] header = Arrays.copyOfRange(
                            view.values().bytes(),
                            from - 1,
                            from + view.values().length(packet));
                    header[0] = (byte) view.values().number(fields.protocol());
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
