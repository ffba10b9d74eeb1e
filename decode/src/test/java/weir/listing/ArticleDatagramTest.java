package weir.listing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;
import weir.net.IpAddress;
import weir.sflow.DatagramDecoder;
import weir.sflow.DecodeCounts;
import weir.sflow.StructureTable;
import weir.testing.DatagramBuilder;

/**
 * The host datagram of the article on switch telemetry, rebuilt from the values it shows, gives the article's lines.
 *
 * <p>Two things are newer than the article: the lines of the microseconds and of the local time, and dashes between the
 * groups of the UUID where there once was one between all bytes. Both are as today's sflowtool prints them.
 */
class ArticleDatagramTest {

    private static final long RECEIVED = 1_490_843_418L;

    static byte[] datagram() {
        return new DatagramBuilder()
                .agent("10.0.0.90")
                .subAgent(100_000)
                .sequence(714)
                .uptime(0)
                .counters(s -> s.sequence(714)
                        .source(2, 1)
                        .record(0, 2001, r -> r.u32(0))
                        .record(0, 2010, r -> r.u32s(1459, 16, 0, 4765, 0, 0, 0))
                        .record(
                                0,
                                2009,
                                r -> r.u32s(1, 200, 120_000, 4_294_967_295L, 102, 100, 0, 0)
                                        .u32s(8, 19_930, 19_804, 0, 0, 2, 0))
                        .record(
                                0,
                                2008,
                                r -> r.u32s(1606, 0, 16, 0, 0, 0, 0, 1590, 0, 0, 0, 0)
                                        .u32s(0, 1606, 0, 16, 0, 0, 0, 0, 0, 1590, 0, 0, 0))
                        .record(
                                0,
                                2007,
                                r -> r.u32s(2, 64, 24_685, 0, 42, 0, 0, 0, 23_025, 26_170)
                                        .u32s(0, 0, 0, 0, 0, 0, 4, 0, 8))
                        .record(
                                0,
                                2005,
                                r -> r.u64(1_907_843_072L)
                                        .u64(1_083_969_536L)
                                        .u32s(4318, 16_549)
                                        .u64(1_337_825_280L)
                                        .u32s(7420, 412)
                                        .u64(1_159_168)
                                        .u32(216))
                        .record(
                                0,
                                2004,
                                r -> r.u64(1_938_849_792L)
                                        .u64(85_483_520)
                                        .u64(0)
                                        .u64(106_614_784)
                                        .u64(735_801_344)
                                        .u64(0)
                                        .u64(0)
                                        .u32s(830_716, 566, 0, 0))
                        .record(
                                0,
                                2003,
                                r -> r.f32(0.07)
                                        .f32(0.06)
                                        .f32(0.05)
                                        .u32s(0, 221, 1, 2698, 17_265)
                                        .u32s(272_510, 50, 178_050, 16_279_880, 550)
                                        .u32s(461_060, 41_840, 5_458_397, 5_338_141, 0, 0, 0))
                        .record(
                                0,
                                2006,
                                r -> r.u64(8_149_749)
                                        .u32s(115_730, 0, 0)
                                        .u64(4_996_846)
                                        .u32s(28_451, 0, 0))
                        .record(
                                0,
                                2000,
                                r -> r.string("leaf1")
                                        .hex("332866a582274349a5f1c1bacc6c1dd3")
                                        .u32s(2, 2)
                                        .string("3.4.43.Ar-4170906.4180F")))
                .build();
    }

    private static final String TEXT = """
            startDatagram =================================
            datagramSourceIP 172.17.0.1
            datagramSize 704
            unixSecondsUTC 1490843418
            unixSecondsUTC_uS 250000
            localtime LOCALTIME
            datagramVersion 5
            agentSubId 100000
            agent 10.0.0.90
            packetSequenceNo 714
            sysUpTime 0
            samplesInPacket 1
            startSample ----------------------
            sampleType_tag 0:2
            sampleType COUNTERSSAMPLE
            sampleSequenceNo 714
            sourceId 2:1
            counterBlock_tag 0:2001
            counterBlock_tag 0:2010
            udpInDatagrams 1459
            udpNoPorts 16
            udpInErrors 0
            udpOutDatagrams 4765
            udpRcvbufErrors 0
            udpSndbufErrors 0
            udpInCsumErrors 0
            counterBlock_tag 0:2009
            tcpRtoAlgorithm 1
            tcpRtoMin 200
            tcpRtoMax 120000
            tcpMaxConn 4294967295
            tcpActiveOpens 102
            tcpPassiveOpens 100
            tcpAttemptFails 0
            tcpEstabResets 0
            tcpCurrEstab 8
            tcpInSegs 19930
            tcpOutSegs 19804
            tcpRetransSegs 0
            tcpInErrs 0
            tcpOutRsts 2
            tcpInCsumErrors 0
            counterBlock_tag 0:2008
            icmpInMsgs 1606
            icmpInErrors 0
            icmpInDestUnreachs 16
            icmpInTimeExcds 0
            icmpInParamProbs 0
            icmpInSrcQuenchs 0
            icmpInRedirects 0
            icmpInEchos 1590
            icmpInEchoReps 0
            icmpInTimestamps 0
            icmpInAddrMasks 0
            icmpInAddrMaskReps 0
            icmpOutMsgs 0
            icmpOutErrors 1606
            icmpOutDestUnreachs 0
            icmpOutTimeExcds 16
            icmpOutParamProbs 0
            icmpOutSrcQuenchs 0
            icmpOutRedirects 0
            icmpOutEchos 0
            icmpOutEchoReps 0
            icmpOutTimestamps 1590
            icmpOutTimestampReps 0
            icmpOutAddrMasks 0
            icmpOutAddrMaskReps 0
            counterBlock_tag 0:2007
            ipForwarding 2
            ipDefaultTTL 64
            ipInReceives 24685
            ipInHdrErrors 0
            ipInAddrErrors 42
            ipForwDatagrams 0
            ipInUnknownProtos 0
            ipInDiscards 0
            ipInDelivers 23025
            ipOutRequests 26170
            ipOutDiscards 0
            ipOutNoRoutes 0
            ipReasmTimeout 0
            ipReasmReqds 0
            ipReasmOKs 0
            ipReasmFails 0
            ipFragOKs 4
            ipFragFails 0
            ipFragCreates 8
            counterBlock_tag 0:2005
            disk_total 1907843072
            disk_free 1083969536
            disk_partition_max_used 43.18
            disk_reads 16549
            disk_bytes_read 1337825280
            disk_read_time 7420
            disk_writes 412
            disk_bytes_written 1159168
            disk_write_time 216
            counterBlock_tag 0:2004
            mem_total 1938849792
            mem_free 85483520
            mem_shared 0
            mem_buffers 106614784
            mem_cached 735801344
            swap_total 0
            swap_free 0
            page_in 830716
            page_out 566
            swap_in 0
            swap_out 0
            counterBlock_tag 0:2003
            cpu_load_one 0.070
            cpu_load_five 0.060
            cpu_load_fifteen 0.050
            cpu_proc_run 0
            cpu_proc_total 221
            cpu_num 1
            cpu_speed 2698
            cpu_uptime 17265
            cpu_user 272510
            cpu_nice 50
            cpu_system 178050
            cpu_idle 16279880
            cpu_wio 550
            cpuintr 461060
            cpu_sintr 41840
            cpuinterrupts 5458397
            cpu_contexts 5338141
            cpu_steal 0
            cpu_guest 0
            cpu_guest_nice 0
            counterBlock_tag 0:2006
            nio_bytes_in 8149749
            nio_pkts_in 115730
            nio_errs_in 0
            nio_drops_in 0
            nio_bytes_out 4996846
            nio_pkts_out 28451
            nio_errs_out 0
            nio_drops_out 0
            counterBlock_tag 0:2000
            hostname leaf1
            UUID 332866a5-8227-4349-a5f1-c1bacc6c1dd3
            machine_type 2
            os_name 2
            os_release 3.4.43.Ar-4170906.4180F
            endSample   ----------------------
            endDatagram   =================================
            """;

    @Test
    void printsTheLinesOfTheArticle() {
        byte[] datagram = datagram();
        assertThat(datagram).hasSize(704);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DecodeCounts counts = new DecodeCounts();
        TextSink sink = new TextSink(out);
        StructureTable structures = StructureTable.standard();
        DatagramLister lister = new DatagramLister(structures, sink, DatagramSelection.ALL, counts);
        lister.arrived(
                IpAddress.parse("172.17.0.1").orElseThrow(), datagram.length, RECEIVED * 1_000_000_000L + 250_000_000);
        assertThat(new DatagramDecoder(structures, counts).decode(datagram, 0, datagram.length, lister))
                .isTrue();
        sink.flush();
        String localTime = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxx")
                .withZone(ZoneId.systemDefault())
                .format(Instant.ofEpochSecond(RECEIVED));
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(TEXT.replace("LOCALTIME", localTime));
    }
}
