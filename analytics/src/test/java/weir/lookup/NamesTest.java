package weir.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NamesTest {

    @Test
    void readsVendorsFromTheTextFormOfTheRegistry() {
        OuiTable table = OuiTable.parse(List.of(
                "OUI/MA-L                                                    Organization",
                "",
                "00-1B-21   (hex)\t\tIntel Corporate",
                "001B21     (base 16)\t\tIntel Corporate",
                "\t\t\t\tLot 8, Jalan Hi-Tech 2/3",
                "AC-DE-48   (hex)\t\tPrivate"));
        assertThat(table.size()).isEqualTo(2);
        assertThat(table.vendor(0x001B21AABBCCL)).hasToString("Intel Corporate");
        assertThat(table.vendor(0xACDE48000000L)).hasToString("Private");
        assertThat(table.vendor(0x001B22AABBCCL)).isNull();
    }

    @Test
    void readsVendorsFromTheCsvFormOfTheRegistry() {
        OuiTable table = OuiTable.parse(List.of(
                "Registry,Assignment,Organization Name,Organization Address",
                "MA-L,002272,American Micro-Fuel Device Corp.,2181 Buchanan Loop",
                "MA-L,00D0EF,\"IGT, Inc.\",\"9295 PROTOTYPE DRIVE\""));
        assertThat(table.vendor(0x002272000000L)).hasToString("American Micro-Fuel Device Corp.");
        assertThat(table.vendor(0x00D0EF000000L)).hasToString("IGT, Inc.");
    }

    @Test
    void aVersionOfLookupsNeverChanges() {
        Lookups one = Lookups.NONE.withGroups("g", GroupSet.of(Map.of("a", List.of("10.0.0.0/8"))));
        Lookups two = one.withGroups("g", null).withMap("m", ValueMap.of(Map.of("a", List.of("1"))));
        assertThat(one.groups()).containsOnlyKeys("g");
        assertThat(one.maps()).isEmpty();
        assertThat(two.groups()).isEmpty();
        assertThat(two.maps()).containsOnlyKeys("m");
        assertThat(Lookups.NONE.names().name(false, 0, 1)).isNull();
        assertThat(Lookups.NONE.addresses().country(false, 0, 1)).isNull();
        assertThat(Lookups.NONE.addresses().system(false, 0, 1)).isNull();
    }

    @Test
    void prefixesClearTheirHostBits() {
        assertThat(Prefix.parse("10.1.2.3/8").orElseThrow()).hasToString("10.0.0.0/8");
        assertThat(Prefix.parse("2001:db8:ffff::1/33").orElseThrow()).hasToString("2001:db8:8000::/33");
        assertThat(Prefix.parse("2001:db8::ffff/127").orElseThrow()).hasToString("2001:db8::fffe/127");
        assertThat(Prefix.parse("10.1.2.3").orElseThrow().length()).isEqualTo(32);
        assertThat(Prefix.parse("0.0.0.0/0").orElseThrow().last()).hasToString("255.255.255.255");
        assertThat(Prefix.parse("::/0").orElseThrow().last()).hasToString("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff");
    }
}
