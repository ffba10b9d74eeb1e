package weir.names;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import weir.testing.Allocation;

class AddressTableTest {

    @Test
    void findsWhatWasPutLast() {
        AddressTable<String> table = new AddressTable<>(100);
        table.put(false, 0, 1, "a");
        table.put(true, 0, 1, "b");
        table.put(true, 1, 1, "c");
        table.put(false, 0, 1, "d");
        assertThat(table.find(false, 0, 1).value()).isEqualTo("d");
        assertThat(table.find(true, 0, 1).value()).isEqualTo("b");
        assertThat(table.find(true, 1, 1).value()).isEqualTo("c");
        assertThat(table.find(true, 1, 2)).isNull();
    }

    @Test
    void neverHoldsMoreThanItsCapacity() {
        AddressTable<Long> table = new AddressTable<>(64);
        Random random = new Random(1);
        long[] addresses = random.longs(10_000).toArray();
        for (long address : addresses) {
            table.put(true, address, ~address, address);
            assertThat(table.find(true, address, ~address).value()).isEqualTo(address);
        }
        int held = 0;
        for (long address : addresses) {
            held += table.find(true, address, ~address) == null ? 0 : 1;
        }
        assertThat(held).isEqualTo(64);
    }

    @Test
    void whatIsAskedForStaysWhileOthersPassBy() {
        AddressTable<String> table = new AddressTable<>(4);
        table.put(false, 0, 1, "wanted");
        for (int i = 2; i < 1000; i++) {
            table.put(false, 0, i, "passing");
            if (table.find(false, 0, 1) == null) {
                throw new AssertionError("gone after " + i);
            }
            table.find(false, 0, 1);
        }
    }

    @Test
    void findingAllocatesNothing() {
        AddressTable<String> table = new AddressTable<>(1000);
        for (int i = 0; i < 500; i++) {
            table.put(false, 0, i, "x");
        }
        int[] found = {0};
        long allocated = Allocation.ofWarm(100, () -> {
            for (int i = 0; i < 1000; i++) {
                found[0] += table.find(false, 0, i) == null ? 0 : 1;
            }
        });
        assertThat(allocated).isZero();
        assertThat(found[0]).isPositive();
    }
}
