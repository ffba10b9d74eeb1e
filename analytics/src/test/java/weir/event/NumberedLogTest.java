package weir.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class NumberedLogTest {

    private static List<Long> ids(List<Numbered<String>> entries) {
        return entries.stream().map(Numbered::id).toList();
    }

    private static NumberedLog<String> filled(int capacity, int entries) {
        NumberedLog<String> log = new NumberedLog<>(capacity);
        LongStream.range(0, entries).forEach(i -> log.append((i % 2 == 0 ? "even " : "odd ") + i));
        return log;
    }

    @Test
    void numbersFromZeroAndAnswersNewestFirst() {
        NumberedLog<String> log = filled(10, 3);
        assertThat(log.newest(-1, 100, entry -> true))
                .containsExactly(new Numbered<>(2, "even 2"), new Numbered<>(1, "odd 1"), new Numbered<>(0, "even 0"));
        assertThat(log.last()).isEqualTo(2);
        assertThat(log.count()).isEqualTo(3);
    }

    @Test
    void hasNothingAtFirst() {
        NumberedLog<String> log = new NumberedLog<>(4);
        assertThat(log.last()).isEqualTo(-1);
        assertThat(log.newest(-1, 100, entry -> true)).isEmpty();
    }

    @Test
    void keepsTheNewestWhenItIsFull() {
        NumberedLog<String> log = filled(4, 11);
        assertThat(ids(log.newest(-1, 100, entry -> true))).containsExactly(10L, 9L, 8L, 7L);
        assertThat(log.count()).isEqualTo(11);
    }

    @Test
    void answersOnlyWhatIsNewerAndAtMostSoMany() {
        NumberedLog<String> log = filled(10, 8);
        assertThat(ids(log.newest(5, 100, entry -> true))).containsExactly(7L, 6L);
        assertThat(ids(log.newest(-1, 3, entry -> true))).containsExactly(7L, 6L, 5L);
        assertThat(log.newest(7, 100, entry -> true)).isEmpty();
        assertThat(log.newest(-1, 0, entry -> true)).isEmpty();
        assertThat(log.newest(-1, -5, entry -> true)).isEmpty();
    }

    @Test
    void countsOnlyWantedEntriesAgainstTheMost() {
        NumberedLog<String> log = filled(10, 8);
        assertThat(ids(log.newest(-1, 2, entry -> entry.startsWith("odd")))).containsExactly(7L, 5L);
    }

    @Test
    void tellsListenersOfWhatCanBeReadAlready() {
        NumberedLog<String> log = filled(4, 2);
        List<Numbered<String>> told = new ArrayList<>();
        LogListener<String> listener = entry -> {
            assertThat(log.newest(entry.id() - 1, 1, any -> true)).containsExactly(entry);
            told.add(entry);
        };
        log.listen(listener);
        log.append("new");
        log.forget(listener);
        log.append("unheard");
        assertThat(told).containsExactly(new Numbered<>(2, "new"));
    }

    @Test
    void readersSeeWholeStretchesWhileItIsWritten() {
        NumberedLog<String> log = new NumberedLog<>(64);
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Long> readings = CompletableFuture.supplyAsync(() -> {
            long count = 0;
            while (!over.get() || count == 0) {
                long expected = -1;
                for (Numbered<String> entry : log.newest(-1, 1000, any -> true)) {
                    assertThat(expected < 0 || entry.id() == expected).isTrue();
                    assertThat(entry.entry()).isEqualTo("entry " + entry.id());
                    expected = entry.id() - 1;
                }
                count++;
            }
            return count;
        });
        for (int i = 0; i < 200_000; i++) {
            log.append("entry " + i);
        }
        over.set(true);
        assertThat(readings.join()).isPositive();
        assertThat(log.last()).isEqualTo(199_999);
    }
}
