package weir.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {

    @ParameterizedTest
    @CsvSource({
        "::, ::",
        "::1, ::1",
        "1::, 1::",
        "0:0:0:0:0:0:0:0, ::",
        "2001:db8:0:0:0:0:2:1, 2001:db8::2:1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:DB8:0:0:8:800:200C:417A, 2001:db8::8:800:200c:417a",
        "fd00:00ff:0000:0000:0000:0000:0000:0104, fd00:ff::104",
        "1:2:3:4:5:6:7:8, 1:2:3:4:5:6:7:8",
        "1:0:0:4:5:6:7:0, 1::4:5:6:7:0",
        "0:0:3:4:5:6:7:8, ::3:4:5:6:7:8",
        "1:2:3:4:5:6:0:0, 1:2:3:4:5:6::",
        "::ffff:192.0.2.1, ::ffff:192.0.2.1",
        "0:0:0:0:0:ffff:c000:0201, ::ffff:192.0.2.1",
        "64:ff9b::192.0.2.33, 64:ff9b::c000:221",
        "0.0.0.0, 0.0.0.0",
        "255.255.255.255, 255.255.255.255",
        "10.1.2.3, 10.1.2.3"
    })
    void writesTheCanonicalTextOfAnyForm(String text, String canonical) {
        assertThat(IpAddress.parse(text).map(IpAddress::toString)).contains(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "1",
                "1.2.3",
                "1.2.3.4.5",
                "1.2.3.256",
                "1..2.3",
                "1.2.3.-4",
                "1.2.3.4 ",
                "0x1.2.3.4",
                "1.2.3.0004",
                "010.1.1.1",
                "10.1.1.00",
                "::ffff:010.1.1.1",
                "localhost",
                ":",
                ":::",
                "1::2::3",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7:8::",
                "::12345",
                "::g",
                ":1:2:3:4:5:6:7:8",
                "1:2:3:4:5:6:7:8:",
                "::1%eth0",
                "[::1]",
                "::1.2.3",
                "1.2.3.4::",
                "::1.2.3.4:5",
                "١.١.١.١",
                "::١"
            })
    void refusesWhatIsNoAddressAndLooksNoNameUp(String text) {
        assertThat(IpAddress.parse(text)).isEmpty();
    }

    @Test
    void readsBackWhatItWritesAndAgreesWithThePlatform() throws UnknownHostException {
        Random random = new Random(1);
        for (int i = 0; i < 2000; i++) {
            long mask = random.nextLong() & random.nextLong() & random.nextLong(); // many zero groups
            IpAddress address = IpAddress.v6(random.nextLong() & mask << 16, random.nextLong() & mask);
            assertThat(IpAddress.parse(address.toString())).contains(address);
            byte[] platform = InetAddress.getByName(address.toString()).getAddress();
            if (platform.length == 16) { // the platform turns mapped addresses into IPv4
                assertThat(IpAddress.of(platform, 0, 16)).isEqualTo(address);
            }
        }
    }

    @Test
    void takesBytesFromTheMiddleOfAnArray() {
        byte[] bytes = {9, 10, 1, 2, 3, 9};
        assertThat(IpAddress.of(bytes, 1, 4)).hasToString("10.1.2.3");
        assertThatThrownBy(() -> IpAddress.of(bytes, 0, 5)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void ordersIpv4BeforeIpv6AndByUnsignedValue() {
        Stream<IpAddress> mixed = Stream.of("fe80::1", "200.0.0.1", "::1", "10.0.0.2", "10.0.0.1", "2001::")
                .map(text -> IpAddress.parse(text).orElseThrow());
        assertThat(mixed.sorted().map(IpAddress::toString))
                .containsExactly("10.0.0.1", "10.0.0.2", "200.0.0.1", "::1", "2001::", "fe80::1");
    }

    @Test
    void keepsIpv4AndMappedIpv6Apart() {
        IpAddress v4 = IpAddress.v4(0xC000_0201);
        IpAddress mapped = IpAddress.parse("::ffff:192.0.2.1").orElseThrow();
        assertThat(mapped).isNotEqualTo(v4);
        assertThat(mapped.v6()).isTrue();
    }

    @Test
    void writesMacAddressAsTwelveDigits() {
        assertThat(AddressText.mac(0x00_00_02_00_00_00_00_AFL)).isEqualTo("0200000000af");
    }
}
