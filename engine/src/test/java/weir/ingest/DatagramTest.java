package weir.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weir.net.IpAddress;
import weir.testing.DatagramBuilder;

class DatagramTest {

    private final Datagram datagram = new Datagram();

    private boolean find(byte[] bytes) {
        datagram.set(ByteBuffer.allocate(bytes.length + 3).put(3, bytes), 3, bytes.length);
        return datagram.findAgent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.1.2.3", "255.255.255.255", "2001:db8::ff:1", "fd00::1"})
    void findsTheAgentAtItsFixedPlace(String agent) {
        assertThat(find(new DatagramBuilder().agent(agent).build())).isTrue();
        assertThat(new IpAddress(datagram.agentV6(), datagram.agentHigh(), datagram.agentLow()))
                .isEqualTo(IpAddress.parse(agent).orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.1.2.3", "2001:db8::ff:1"})
    void findsNoAgentInAHeadThatIsCutShort(String agent) {
        byte[] head = new DatagramBuilder().agent(agent).build();
        for (int length = 0; length < head.length; length++) {
            assertThat(find(Arrays.copyOf(head, length))).isFalse();
        }
    }

    @Test
    void findsNoAgentInWhatIsNotVersion5() {
        assertThat(find(new DatagramBuilder().version(4).build())).isFalse();
    }

    @Test
    void findsNoAgentOfAnUnknownAddressType() {
        assertThat(find(new DatagramBuilder().agent(0, new byte[16]).build())).isFalse();
        assertThat(find(new DatagramBuilder().agent(3, new byte[16]).build())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.200", "2001:db8::1"})
    void notesWhereItCameFrom(String source) throws UnknownHostException {
        datagram.source(InetAddress.getByName(source));
        assertThat(new IpAddress(datagram.sourceV6(), datagram.sourceHigh(), datagram.sourceLow()))
                .isEqualTo(IpAddress.parse(source).orElseThrow());
    }
}
