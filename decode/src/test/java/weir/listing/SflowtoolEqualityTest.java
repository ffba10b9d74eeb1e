package weir.listing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import weir.pcap.CaptureWriter;
import weir.sflow.RecordExample;
import weir.sflow.Structure;
import weir.sflow.StructureTable;
import weir.testing.SharedData;

/** Text and lines equal those of the sflowtool that is installed; skipped where none is. */
class SflowtoolEqualityTest {

    /** What sflowtool does not know when it reads a file. */
    private static final Pattern UNKNOWN_TO_IT =
            Pattern.compile("(datagramSourceIP|unixSecondsUTC|unixSecondsUTC_uS|localtime) .*");

    /** Structures that sflowtool knows and lists otherwise, and why we do not follow it. */
    private static final Map<String, String> DIFFERENT = Map.ofEntries(
            Map.entry("flow 0:2 sampled_ethernet_unpadded", "it reads the padded layout only and stops"),
            Map.entry("flow 0:1021 extended_L2_tunnel_egress_unpadded", "it reads the padded layout only and stops"),
            Map.entry("flow 0:1022 extended_L2_tunnel_ingress_unpadded", "it reads the padded layout only and stops"),
            Map.entry("flow 0:1007 extended_nat", "an address of the unknown type stops it"),
            Map.entry("flow 0:1013 extended_80211_payload", "it takes any payload for a sampled header"),
            Map.entry("flow 0:2201 http_request_old_xff", "it does not know the layout with xff and stops"),
            Map.entry("counter 0:10 sfp", "it prints '%u' inside names, and a negative temperature as a large number"),
            Map.entry("counter 0:1001 processor", "it has no second decimal above 167772.16 percent"),
            Map.entry("counter 0:2005 host_disk_io", "it has no second decimal above 167772.16 percent"));

    /** Its one datagram has 8 bytes, as its UDP and IP headers say; sflowtool reads what lies behind them. */
    private static final String SHORT_DATAGRAM = "vendor/tcpdump-sflow_print-segv.pcap";

    static List<String> captures() {
        return SharedData.captures().stream()
                .filter(capture -> !capture.equals(SHORT_DATAGRAM))
                .toList();
    }

    private static List<String> comparable(Stream<String> lines) {
        return lines.filter(line -> !UNKNOWN_TO_IT.matcher(line).matches()).toList();
    }

    @ParameterizedTest
    @MethodSource("captures")
    void printsTheSameTextForTheDatagramsOfACapture(String name) {
        Path capture = SharedData.path(name);
        try (ListedCapture ours = ListedCapture.of(capture, TextSink::new)) {
            Sflowtool.installed()
                    .text(
                            capture,
                            datagram -> assertThat(comparable(ours.next().lines()))
                                    .isEqualTo(comparable(datagram.stream())));
            assertThat(ours.next()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("captures")
    void printsTheSameLinesForTheSamplesOfACapture(String name) {
        Path capture = SharedData.path(name);
        try (ListedCapture ours = ListedCapture.of(capture, LineSink::new)) {
            assertThat(ours.rest().lines().toList())
                    .isEqualTo(Sflowtool.installed().lines(capture));
        }
    }

    @Test
    void printsTheSameTextForTheDatagramOfTheArticle(@TempDir Path folder) throws IOException {
        Path capture = folder.resolve("article.pcap");
        Files.write(capture, CaptureWriter.ofDatagrams(List.of(ArticleDatagramTest.datagram())));
        List<String> theirs = new ArrayList<>();
        Sflowtool.installed().text(capture, theirs::addAll);
        try (ListedCapture ours = ListedCapture.of(capture, TextSink::new)) {
            assertThat(comparable(ours.rest().lines())).isEqualTo(comparable(theirs.stream()));
        }
    }

    @Test
    void printsTheSameTextForEveryStructure(@TempDir Path folder) throws IOException {
        List<Structure> structures =
                RecordExample.everyLayout(StructureTable.standard()).toList();
        Path capture = folder.resolve("structures.pcap");
        Files.write(
                capture,
                CaptureWriter.ofDatagrams(structures.stream()
                        .map(structure -> RecordExample.datagram(structure, RecordExample.record(structure)))
                        .toList()));
        List<String> different = new ArrayList<>();
        try (ListedCapture ours = ListedCapture.of(capture, TextSink::new)) {
            Iterator<Structure> next = structures.iterator();
            Sflowtool.installed().text(capture, datagram -> {
                Structure structure = next.next();
                boolean known = datagram.stream().noneMatch(line -> line.startsWith("skipping unknown"));
                List<String> text = comparable(ours.next().lines());
                if (known && !text.equals(comparable(datagram.stream()))) {
                    different.add(structure.toString());
                }
            });
            assertThat(next).isExhausted();
        }
        assertThat(different).containsExactlyInAnyOrderElementsOf(DIFFERENT.keySet());
    }
}
