package weir.bgp.flowspec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.bgp.route.ExtendedCommunities;
import weir.net.IpAddress;
import weir.request.InvalidRequestException;

class RuleTextTest {

    @ParameterizedTest
    @CsvSource({
        "traffic-rate, 0, 8006000000000000, 0.0",
        "traffic-rate, 12500, 8006000046435000, 12500.0",
        "traffic-action, none, 8007000000000000, none",
        "traffic-action, continue, 8007000000000001, continue",
        "traffic-action, sample, 8007000000000002, sample",
        "traffic-action, sampleandcontinue, 8007000000000003, sampleandcontinue",
        "traffic-marking, le, 8009000000000001, le",
        "traffic-marking, 46, 800900000000002e, ef",
        "redirect-as, 65000:666, 8008fde80000029a, 65000:666",
        "redirect-as4, 65000:666, 82080000fde8029a, 65000:666",
        "redirect-ip, 192.0.2.1:666, 8108c0000201029a, 192.0.2.1:666",
        "redirect-action-ip, 192.0.2.1, 010cc00002010000, 192.0.2.1",
        "communities, 128:6:0, 8006000000000000, ",
    })
    void actionsAreExtendedCommunities(String key, String text, String community, String said) {
        RuleActions actions = ActionText.parse(Map.of(key, text));
        assertThat(Arrays.stream(actions.extended().values()).mapToObj(each -> "%016x".formatted(each)))
                .containsExactly(community);
        Map<String, String> listed = ActionText.of(actions);
        if (said == null) {
            assertThat(listed).isEqualTo(Map.of("traffic-rate", "0.0"));
        } else {
            assertThat(listed).isEqualTo(Map.of(key, said));
        }
    }

    @Test
    void redirectsToANextHop() {
        RuleActions actions = ActionText.parse(Map.of("redirect-nexthop", "2001:db8::1"));
        assertThat(actions.extended().values()).containsExactly(ExtendedCommunities.make(0x0800, 0));
        assertThat(actions.nextHop().address())
                .isEqualTo(IpAddress.parse("2001:db8::1").orElseThrow());
        assertThat(ActionText.of(actions)).isEqualTo(Map.of("redirect-nexthop", "2001:db8::1"));
    }

    @Test
    void communitiesOfBothKindsStandInOneList() {
        RuleActions actions = ActionText.parse(Map.of("communities", "100:300-3:12:5-100:250"));
        assertThat(actions.communities()).hasToString("100:300-100:250");
        assertThat(ActionText.of(actions)).isEqualTo(Map.of("communities", "3:12:5-100:300-100:250"));
    }

    @ParameterizedTest
    @CsvSource({
        "destination, 10.0.0.0/33, no IPv4 address or prefix",
        "destination, 2001:db8::1, no IPv4 address or prefix",
        "protocol, =256, above 255",
        "protocol, udp, no comparison",
        "port, =53|, no comparison",
        "port, 5 3, no comparison",
        "tcp-flags, =X, no comparison",
        "tcp-flags, <S, no comparison",
        "dscp, =64, above 63",
        "flow-label, =1, needs version 6",
        "version, 5, neither 4 nor 6",
        "colour, red, none of the members",
    })
    void saysWhatIsWrongWithAMatch(String key, String text, String complaint) {
        assertThatThrownBy(() -> MatchText.parse(Map.of(key, text)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(complaint);
    }

    @ParameterizedTest
    @CsvSource({
        "traffic-rate, -1",
        "traffic-rate, NaN",
        "traffic-rate, fast",
        "traffic-action, drop",
        "traffic-marking, 64",
        "redirect-as, 65536:1",
        "redirect-as, 65000",
        "redirect-as4, 65000:65536",
        "redirect-ip, 2001:db8::1",
        "redirect-nexthop, router",
        "redirect-action-ip, 2001:db8::1",
        "communities, 1:2:3:4",
        "communities, '65000:1,65000:2'",
    })
    void saysWhatIsWrongWithAnAction(String key, String text) {
        assertThatThrownBy(() -> ActionText.parse(Map.of(key, text))).isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void flagsAreLettersAndMasks() {
        Map<String, String> match = Map.of("version", "6", "tcp-flags", "=SA|!=F&!R", "fragment", "=I");
        assertThat(MatchText.of(MatchText.parse(match))).isEqualTo(match);
    }
}
