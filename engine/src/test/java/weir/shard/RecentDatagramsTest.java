package weir.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import weir.net.IpAddress;
import weir.testing.Allocation;
import weir.testing.DatagramBuilder;

class RecentDatagramsTest {

    private static final int SIZE = RecentDatagrams.LEAST_BYTES;
    private static final int LARGEST = 65_507;

    private final RecentDatagrams recent = new RecentDatagrams(SIZE);
    private final Random random = new Random(11);

    /** A datagram whose every byte, length and source follow from its number. */
    private static void add(RecentDatagrams to, long number) {
        byte[] bytes = new byte[3 + length(number)];
        Arrays.fill(bytes, (byte) number);
        to.add(number, number * 1000, number % 2 == 0, number * 3, number * 5, bytes, 3, length(number));
    }

    private static int length(long number) {
        return number % 97 == 0 ? LARGEST : (int) (number * 7919 % 1500);
    }

    private static boolean isWhole(RecentDatagram datagram) {
        long number = datagram.number();
        if (datagram.length() != length(number)
                || datagram.time() != number * 1000
                || datagram.sourceV6() != (number % 2 == 0)
                || datagram.sourceHigh() != number * 3
                || datagram.sourceLow() != number * 5) {
            return false;
        }
        for (int i = 0; i < datagram.length(); i++) {
            if (datagram.bytes()[i] != (byte) number) {
                return false;
            }
        }
        return true;
    }

    private static List<Long> numbers(RecentDatagrams.Cursor cursor) {
        RecentDatagram datagram = new RecentDatagram();
        List<Long> numbers = new ArrayList<>();
        while (cursor.next(datagram)) {
            assertThat(isWhole(datagram)).as("datagram %d", datagram.number()).isTrue();
            numbers.add(datagram.number());
        }
        return numbers;
    }

    @Test
    void readsWhatSomeAgentsSent() {
        add(recent, 1);
        for (int i = 2; i <= 200; i++) {
            byte[] bytes = new DatagramBuilder()
                    .agent(i % 2 == 0 ? "10.0.0." + i : "2001:db8::" + i)
                    .sequence(i)
                    .build();
            recent.add(i, i, false, 0, 0, bytes, 0, bytes.length);
        }
        RecentDatagram datagram = new RecentDatagram();
        List<Long> numbers = new ArrayList<>();
        RecentDatagrams.Cursor cursor = recent.since(
                Long.MIN_VALUE,
                AgentChoice.of(Set.of(
                        IpAddress.parse("10.0.0.50").orElseThrow(),
                        IpAddress.parse("2001:db8::51").orElseThrow(),
                        IpAddress.parse("10.0.0.51").orElseThrow())));
        while (cursor.next(datagram)) {
            numbers.add(datagram.number());
        }
        assertThat(numbers).containsExactly(50L, 51L);
        assertThat(cursor.complete()).isTrue();
    }

    @Test
    void tellsSinceWhenTheLatestCame() {
        assertThat(recent.sinceLatest(10, Long.MAX_VALUE)).isEqualTo(Long.MIN_VALUE);
        for (long number = 1; number <= 5_000; number++) {
            add(recent, number);
        }
        for (long until : new long[] {5_000_000, 4_990_000, 4_990_999}) {
            long since = recent.sinceLatest(100, until);
            assertThat(numbers(recent.since(since)).stream()
                            .filter(number -> number * 1000 <= until)
                            .count())
                    .isEqualTo(100);
        }
        assertThat(recent.sinceLatest(5_000, Long.MAX_VALUE)).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void findsATimeAsIfItWalkedThroughAll() {
        List<Long> times = new ArrayList<>();
        RecentDatagram datagram = new RecentDatagram();
        for (int i = 0; i < 20_000; i++) {
            // A clock that stands still, goes on and is set back now and then.
            long before = times.isEmpty() ? 1_000 : times.getLast();
            times.add(before + random.nextInt(3) - (random.nextInt(500) == 0 ? 50 : 0));
            recent.add(i, times.getLast(), false, 0, 0, new byte[1500], 0, random.nextInt(1500));
            if (i % 97 == 0) {
                int first = i + 1 - (int) recent.datagrams();
                long since = times.get(first) + random.nextInt(2_000) - 20;
                List<Long> held = times.subList(first, i + 1);
                RecentDatagrams.Cursor cursor = recent.since(since);
                List<Long> found = new ArrayList<>();
                while (cursor.next(datagram)) {
                    found.add(datagram.time());
                }
                assertThat(found)
                        .isEqualTo(held.stream().filter(time -> time >= since).toList());
                assertThat(cursor.complete())
                        .isEqualTo(first == 0 || held.stream().anyMatch(time -> time < since));
            }
        }
    }

    @Test
    void countsBackAsIfItWalkedThroughAll() {
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            times.add(times.isEmpty() ? 1_000 : times.getLast() + random.nextInt(3));
            recent.add(i, times.getLast(), false, 0, 0, new byte[1500], 0, random.nextInt(1500));
            if (i % 97 == 0) {
                int count = 1 + random.nextInt(1_500);
                long until = times.getLast() - random.nextInt(600);
                List<Long> early = times.subList(i + 1 - (int) recent.datagrams(), i + 1).stream()
                        .filter(time -> time <= until)
                        .toList();
                assertThat(recent.sinceLatest(count, until))
                        .isEqualTo(early.size() > count ? early.get(early.size() - count) : Long.MIN_VALUE);
            }
        }
    }

    @Test
    void holdsNothingAtFirst() {
        RecentDatagrams.Cursor cursor = recent.since(0);
        assertThat(numbers(cursor)).isEmpty();
        assertThat(cursor.complete()).isTrue();
        assertThat(recent.datagrams()).isZero();
    }

    @Test
    void keepsTheNewestThatFitWhateverTheirLengths() {
        for (long number = 1; number <= 20_000; number++) {
            add(recent, number);
            if (random.nextInt(200) == 0 || number > 19_990) {
                List<Long> numbers = numbers(recent.since(Long.MIN_VALUE));
                assertThat(numbers).hasSize((int) recent.datagrams());
                assertThat(numbers.getLast()).isEqualTo(number);
                assertThat(numbers.getFirst()).isEqualTo(number - numbers.size() + 1);
                long bytes =
                        numbers.stream().mapToLong(kept -> 48 + length(kept)).sum();
                // What is lost is less than one of the largest before the end, and one that did not fit.
                assertThat(number < 2000 || bytes > SIZE - 3 * LARGEST).isTrue();
                assertThat(bytes - 8L * numbers.size()).isLessThanOrEqualTo(SIZE);
            }
        }
    }

    @Test
    void readsFromATimeOnAndTellsWhetherAnythingIsMissing() {
        for (long number = 1; number <= 100; number++) {
            add(recent, number);
        }
        RecentDatagrams.Cursor all = recent.since(0);
        assertThat(numbers(all)).hasSize(100).startsWith(1L);
        assertThat(all.complete()).isTrue();
        RecentDatagrams.Cursor late = recent.since(90_000);
        assertThat(numbers(late)).hasSize(11).startsWith(90L);
        assertThat(late.complete()).isTrue();
        for (long number = 101; number <= 10_000; number++) {
            add(recent, number);
        }
        RecentDatagrams.Cursor gone = recent.since(90_000);
        assertThat(numbers(gone)).doesNotContain(90L).endsWith(10_000L);
        assertThat(gone.complete()).isFalse();
        RecentDatagrams.Cursor held = recent.since(9_990_000);
        assertThat(numbers(held)).hasSize(11);
        assertThat(held.complete()).isTrue();
    }

    @Test
    void aReaderThatIsOvertakenGoesOnWithTheOldestAndSaysSo() {
        for (long number = 1; number <= 1000; number++) {
            add(recent, number);
        }
        RecentDatagrams.Cursor cursor = recent.since(Long.MIN_VALUE);
        RecentDatagram first = new RecentDatagram();
        assertThat(cursor.next(first)).isTrue();
        for (long number = 1001; number <= 1200; number++) {
            add(recent, number);
        }
        List<Long> rest = numbers(cursor);
        assertThat(rest.getFirst()).isGreaterThan(first.number() + 1);
        assertThat(rest).isSorted().endsWith(1000L);
        assertThat(cursor.complete()).isFalse();
    }

    @Test
    void aReaderBesideTheWriterNeverSeesATornDatagram() throws InterruptedException {
        AtomicBoolean stop = new AtomicBoolean();
        AtomicLong written = new AtomicLong();
        Thread writer = new Thread(() -> {
            for (long number = 1; !stop.get(); number++) {
                add(recent, number);
                written.setOpaque(number);
            }
        });
        writer.start();
        long read = 0;
        long overtaken = 0;
        RecentDatagram datagram = new RecentDatagram();
        try {
            while (written.getOpaque() < 400_000 || overtaken < 5) {
                RecentDatagrams.Cursor cursor = recent.since(0);
                long before = 0;
                while (cursor.next(datagram)) {
                    assertThat(datagram.number()).isGreaterThan(before);
                    assertThat(isWhole(datagram)).isTrue();
                    overtaken += before != 0 && datagram.number() != before + 1 ? 1 : 0;
                    before = datagram.number();
                    read++;
                }
                assertThat(recent.span().newest()).isGreaterThanOrEqualTo(before * 1000);
                long since = before * 1000 - 100_000;
                RecentDatagrams.Cursor late = recent.since(since);
                while (late.next(datagram)) {
                    assertThat(datagram.time()).isGreaterThanOrEqualTo(since);
                    assertThat(isWhole(datagram)).isTrue();
                }
            }
        } finally {
            stop.set(true);
            writer.join();
        }
        assertThat(read).isGreaterThan(10_000);
    }

    @Test
    void addsWithoutAllocating() {
        byte[] bytes = new byte[1300];
        assertThat(Allocation.ofWarm(200, () -> {
                    for (int i = 0; i < 5000; i++) {
                        recent.add(i, i, false, 0, i, bytes, 0, 1300);
                    }
                }))
                .isZero();
        assertThat(recent.datagrams()).isPositive();
    }
}
