package weir.sflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnumerationsTest {

    @ParameterizedTest
    @CsvSource({
        "machine_type, 3, x86_64",
        "machine_type, 7, powerpc",
        "os_name, 2, linux",
        "IANAifType, 6, ethernetCsmacd",
        "IANAifType, 161, ieee8023adLag",
        "IANAifType, 24, softwareLoopback",
        "IANAifType, 131, tunnel",
        "IANAifType, 53, propVirtual",
        "IANAifType, 71, ieee80211",
        "IANAifType, 9, iso88025TokenRing",
        "IANAifType, 136, l3ipvlan",
        "IANAifType, 209, bridge",
        "IANAifType, 9999, unknown(9999)",
        "ifDirection, 1, full-duplex",
        "vir_cpu_state, 0, nostate",
        "vir_cpu_state, 6, crashed",
        "http_method, 4, POST",
        "app_status, 10, unauthorized",
        "memcache_cmd, 16, touch",
        "memcache_status, 9, deleted",
        "tcp_direction, 2, sent",
        "header_protocol, 1, ethernet",
        "drop_reason, 12, dst_host_tos_unreachable",
        "drop_reason, 258, acl",
        "drop_reason, 372, bgp_flowspec",
        "drop_reason, 4000000000, unknown(4000000000)"
    })
    void namesNumbers(String enumeration, long number, String name) {
        assertThat(Enumerations.standard().text(enumeration, number)).isEqualTo(name);
    }

    @Test
    void acceptsTheSlippedCodesOfTwoDropReasons() {
        Enumerations standard = Enumerations.standard();
        assertThat(standard.name("drop_reason", 33)).isEqualTo(standard.name("drop_reason", 332));
        assertThat(standard.name("drop_reason", 36)).isEqualTo(standard.name("drop_reason", 366));
    }

    @Test
    void saysWhenANumberHasNoName() {
        assertThat(Enumerations.standard().name("os_name", 13)).isEmpty();
        assertThat(Enumerations.standard().name("drop_reason", 16)).isEmpty();
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> Enumerations.standard().name("colours", 1));
    }

    @Test
    void refusesWrongRowsNamingFileAndLine() {
        assertThatExceptionOfType(StructureException.class)
                .isThrownBy(() -> Enumerations.parse("e.tsv", List.of("a\t1\tx", "", "a\t1\ty")))
                .withMessage("e.tsv:3: a has 1 twice");
        assertThatExceptionOfType(StructureException.class)
                .isThrownBy(() -> Enumerations.parse("e.tsv", List.of("a\tone\tx")))
                .withMessage("e.tsv:1: 'one' is not a number");
        assertThatExceptionOfType(StructureException.class)
                .isThrownBy(() -> Enumerations.parse("e.tsv", List.of("a 1 x")))
                .withMessageStartingWith("e.tsv:1: ");
    }
}
