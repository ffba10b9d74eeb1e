package weir.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import weir.ingest.CaptureInput;
import weir.ingest.ReplaySpeed;
import weir.service.ReplayStatus.State;
import weir.testing.SharedData;

class EngineReplayTest {

    private static EngineConfiguration replayOf(Path file) {
        return EngineConfiguration.of(new CaptureInput(file, 6343, ReplaySpeed.MAX, false, false));
    }

    @Test
    void readsTheWholeFabricCaptureWithoutErrors() throws InterruptedException {
        Path file = SharedData.path("ecmp.pcap.gz");
        try (Engine engine = new Engine(replayOf(file))) {
            engine.start();
            engine.awaitEnd();
            EngineStatus status = engine.status();
            assertThat(status.datagramsReceived()).isEqualTo(9279);
            assertThat(status.flowSamples()).isEqualTo(52785);
            assertThat(status.counterSamples()).isEqualTo(3682);
            assertThat(status.errorsByCause()).isEmpty();
            assertThat(status.datagramsDiscarded()).isZero();
            assertThat(engine.replay().status().state()).isEqualTo(State.ENDED);
            assertThat(engine.replay().status().datagrams()).isEqualTo(9279);
        }
    }
}
