package weir.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weir.net.IpAddress;
import weir.request.InvalidRequestException;

class GroupSetTest {

    private static @Nullable String find(GroupSet set, String address) {
        Label label = set.find(IpAddress.parse(address).orElseThrow());
        return label == null ? null : label.toString();
    }

    @Test
    void longestPrefixWins() {
        GroupSet set =
                GroupSet.of(Map.of("a", List.of("10.0.0.0/8"), "b", List.of("10.1.0.0/16"), "c", List.of("10.1.2.3")));
        assertThat(find(set, "10.1.2.3")).isEqualTo("c");
        assertThat(find(set, "10.1.2.4")).isEqualTo("b");
        assertThat(find(set, "10.0.0.2")).isEqualTo("a");
        assertThat(find(set, "11.0.0.0")).isNull();
        assertThat(find(set, "9.255.255.255")).isNull();
        assertThat(find(set, "::1")).isNull();
    }

    @Test
    void zeroLengthPrefixesCatchAll() {
        GroupSet set = GroupSet.of(Map.of(
                "all",
                List.of("0.0.0.0/0", "::/0"),
                "one",
                List.of("255.255.255.255", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")));
        assertThat(find(set, "1.2.3.4")).isEqualTo("all");
        assertThat(find(set, "2001:db8::1")).isEqualTo("all");
        assertThat(find(set, "255.255.255.255")).isEqualTo("one");
        assertThat(find(set, "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")).isEqualTo("one");
    }

    @Test
    void lastOfEqualPrefixesWins() {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        groups.put("a", List.of("10.0.0.0/8"));
        groups.put("b", List.of("10.9.9.9/8"));
        assertThat(find(GroupSet.of(groups), "10.1.1.1")).isEqualTo("b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0",
                "10.0.0.0/33",
                "::/129",
                "10.0.0.1-10.0.0.9",
                "",
                "10.0.0.0/",
                "10.0.0.0/-1",
                "host",
                "10.0.0.0/8/8",
                "1.2.3.4/ 8"
            })
    void refusesTheWholeSetForOneBadElement(String bad) {
        assertThatThrownBy(() -> GroupSet.of(Map.of("a", List.of("10.0.0.0/8", bad))))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("group a: '" + bad + "'");
    }

    @Test
    void refusesATextInPlaceOfAnArray() {
        assertThatThrownBy(() -> GroupSet.of(Map.of("a", "10.0.0.0/8"))).hasMessage("group a must be an array");
        assertThatThrownBy(() -> GroupSet.of(Map.of("a", List.of(7)))).hasMessage("group a: '7' is not a text");
        assertThatThrownBy(() -> GroupSet.of(Map.of("a", Arrays.asList("10.0.0.1", null))))
                .isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void agreesWithComparingAllPrefixesOneByOne() {
        Random random = new Random(10);
        for (int round = 0; round < 200; round++) {
            Map<String, List<String>> groups = new LinkedHashMap<>();
            List<Prefix> prefixes = new ArrayList<>();
            List<String> owners = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                Prefix prefix = random(random);
                prefixes.add(prefix);
                owners.add("g" + i);
                groups.put("g" + i, List.of(prefix.toString()));
            }
            GroupSet set = GroupSet.of(groups);
            for (Prefix near : prefixes) {
                for (IpAddress address : List.of(
                        near.address(),
                        near.last(),
                        next(near.last()),
                        random(random).address())) {
                    assertThat(set.find(address))
                            .as(address + " in " + groups)
                            .isEqualTo(expected(prefixes, owners, address));
                }
            }
        }
    }

    private static IpAddress next(IpAddress address) {
        return new IpAddress(
                address.v6(), address.high(), address.v6() ? address.low() + 1 : address.low() + 1 & 0xFFFF_FFFFL);
    }

    private static @Nullable Label expected(List<Prefix> prefixes, List<String> owners, IpAddress address) {
        Label best = null;
        int length = -1;
        for (int i = 0; i < prefixes.size(); i++) {
            Prefix prefix = prefixes.get(i);
            boolean inside =
                    prefix.address().v6() == address.v6() && new Prefix(address, prefix.length()).equals(prefix);
            if (inside && prefix.length() >= length) {
                best = Label.of(owners.get(i));
                length = prefix.length();
            }
        }
        return best;
    }

    private static Prefix random(Random random) {
        long bits = random.nextLong() & 0xC0C0_C0C0_0303_0303L;
        return random.nextBoolean()
                ? new Prefix(IpAddress.v4((int) bits), random.nextInt(33))
                : new Prefix(IpAddress.v6(bits, Long.rotateLeft(bits, 32)), random.nextInt(129));
    }
}
