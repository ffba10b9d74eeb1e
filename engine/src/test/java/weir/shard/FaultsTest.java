package weir.shard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FaultsTest {

    @Test
    void countsEveryFaultAndTellsEachCauseOnce() {
        Faults faults = new Faults();
        for (int i = 0; i < 100; i++) {
            faults.add(new IllegalStateException("here " + i));
        }
        faults.add(new IllegalStateException("elsewhere"));
        assertThat(faults.count()).isEqualTo(101);
        assertThat(faults.causes()).isEqualTo(2);
    }

    @Test
    void tellsSoManyCausesAtMost() {
        Faults faults = new Faults();
        for (int i = 0; i < 1000; i++) {
            IllegalStateException fault = new IllegalStateException();
            fault.setStackTrace(new StackTraceElement[] {new StackTraceElement("C", "m", "C.java", i)});
            faults.add(fault);
        }
        assertThat(faults.count()).isEqualTo(1000);
        assertThat(faults.causes()).isEqualTo(64);
    }

    @Test
    void takesAFaultWithoutAStack() {
        Faults faults = new Faults();
        IllegalStateException fault = new IllegalStateException();
        fault.setStackTrace(new StackTraceElement[0]);
        faults.add(fault);
        assertThat(faults.causes()).isEqualTo(1);
    }
}
