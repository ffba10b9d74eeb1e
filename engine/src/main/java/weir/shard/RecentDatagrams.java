package weir.shard;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The datagrams that a shard applied last, in one circle of memory outside the heap: as many as fit, newer ones in place of
 * the oldest.
 *
 * <p>The writer moves the tail past what it is about to overwrite before it does so; a reader copies and then looks
 * whether the tail has passed what it copied. So the writer never waits, and a reader never keeps a torn datagram.
 *
 * <p>Shape: positions grow without end; a position modulo the size is a place. An entry is {@value #HEAD} bytes of head and
 * the payload, filled up to a multiple of 8; it is never broken by the end of the memory, which a length of
 * {@value #TURN} marks as left out.
 *
 * <p>Thread: {@link #add} the shard's; the rest any.
 */
public final class RecentDatagrams {

    /** The least size, which holds any datagram several times. Units: bytes. */
    public static final int LEAST_BYTES = 1 << 20;

    private static final int LENGTH = 0;
    private static final int V6 = 4;
    private static final int NUMBER = 8;
    private static final int TIME = 16;
    private static final int HIGH = 24;
    private static final int LOW = 32;
    private static final int HEAD = 40;
    private static final int TURN = -1;

    private final MemorySegment memory;
    private final long size;
    /** Position behind the newest entry. */
    private final AtomicLong head = new AtomicLong();
    /** Position of the oldest entry that is whole. */
    private final AtomicLong tail = new AtomicLong();

    private final Landmarks landmarks;
    private final AtomicLong newest = new AtomicLong();
    private final AtomicLong added = new AtomicLong();
    private final AtomicLong overwritten = new AtomicLong();

    /**
     * Empty memory.
     *
     * @param bytes its size; a multiple of 8 below is taken, {@value #LEAST_BYTES} at least
     */
    public RecentDatagrams(long bytes) {
        size = Math.max(LEAST_BYTES, bytes & -8);
        memory = Arena.ofAuto().allocate(size, Long.BYTES);
        landmarks = new Landmarks(size);
    }

    /** Adds a copy of a datagram, which is not longer than UDP allows. */
    public void add(
            long number,
            long time,
            boolean sourceV6,
            long sourceHigh,
            long sourceLow,
            byte[] bytes,
            int start,
            int length) {
        long from = head.getPlain();
        long span = span(length);
        long left = size - from % size;
        long begin = left < span ? from + left : from;
        makeRoom(begin + span);
        if (begin != from) {
            memory.set(ValueLayout.JAVA_INT, from % size + LENGTH, TURN);
        }
        landmarks.passed(begin, time, added.getPlain());
        long at = begin % size;
        memory.set(ValueLayout.JAVA_INT, at + LENGTH, length);
        memory.set(ValueLayout.JAVA_INT, at + V6, sourceV6 ? 1 : 0);
        memory.set(ValueLayout.JAVA_LONG, at + NUMBER, number);
        memory.set(ValueLayout.JAVA_LONG, at + TIME, time);
        memory.set(ValueLayout.JAVA_LONG, at + HIGH, sourceHigh);
        memory.set(ValueLayout.JAVA_LONG, at + LOW, sourceLow);
        MemorySegment.copy(bytes, start, memory, ValueLayout.JAVA_BYTE, at + HEAD, length);
        added.setOpaque(added.getPlain() + 1);
        newest.setOpaque(time);
        head.setRelease(begin + span);
    }

    /** Moves the tail so far that what is written up to a position is behind it. */
    private void makeRoom(long end) {
        long oldest = tail.getPlain();
        if (end - oldest <= size) {
            return;
        }
        long gone = 0;
        while (end - oldest > size) {
            int length = memory.get(ValueLayout.JAVA_INT, oldest % size + LENGTH);
            if (length == TURN) {
                oldest = turned(oldest);
            } else {
                oldest += span(length);
                gone++;
            }
        }
        overwritten.setOpaque(overwritten.getPlain() + gone);
        tail.setRelease(oldest);
        // Who sees a byte of what is written next must see the tail too.
        VarHandle.releaseFence();
    }

    private static long span(int length) {
        return HEAD + length + 7L & -8;
    }

    private long turned(long position) {
        return position + size - position % size;
    }

    /**
     * The time that is covered.
     *
     * @param any whether anything is held
     * @param oldest engine time of the oldest datagram
     * @param newest engine time of the newest datagram
     * @param complete whether nothing was overwritten yet
     */
    record Span(boolean any, long oldest, long newest, boolean complete) {}

    Span span() {
        Cursor cursor = since(Long.MIN_VALUE);
        return cursor.isEmpty()
                ? new Span(false, 0, 0, true)
                : new Span(true, cursor.time(), newest.getOpaque(), cursor.complete);
    }

    /**
     * Engine time from which no more than so many of the datagrams up to a time came. Absent: {@link Long#MIN_VALUE} when
     * all that are held are no more.
     */
    long sinceLatest(int count, long until) {
        Cursor cursor = since(Long.MIN_VALUE);
        boolean passed = cursor.passAllBut(count, until);
        long[] times = new long[count];
        int found = 0;
        while (cursor.skip()) {
            if (cursor.skipped <= until) {
                times[found++ % count] = cursor.skipped;
            }
        }
        return found > count || passed && found == count ? times[found % count] : Long.MIN_VALUE;
    }

    /** Bytes of memory. */
    public long bytes() {
        return size;
    }

    /** Datagrams held now. */
    public long datagrams() {
        return added.getOpaque() - overwritten.getOpaque();
    }

    /**
     * Reads what is held now, the oldest first.
     *
     * @param since engine time; earlier datagrams are passed over
     */
    public Cursor since(long since) {
        return since(since, AgentChoice.ALL);
    }

    /**
     * Reads what some agents sent of what is held now, the oldest first; what others sent is passed over.
     *
     * @param since engine time; earlier datagrams are passed over
     */
    Cursor since(long since, AgentChoice agents) {
        return new Cursor(since, agents);
    }

    /**
     * A way through the datagrams that were held when it was made.
     *
     * <p>Thread: one at a time.
     */
    public final class Cursor {

        private final long since;
        private final AgentChoice agents;
        private final long end;
        private long position;
        private boolean complete;
        /** Time of the datagram that was skipped last. */
        private long skipped;

        private Cursor(long since, AgentChoice agents) {
            this.since = since;
            this.agents = agents;
            position = tail.getAcquire();
            complete = position == 0;
            end = head.getAcquire();
            complete |= pass(landmark -> landmark.latest() < since);
        }

        /** Passes over datagrams before a landmark. Answers false when there is none. */
        private boolean pass(Landmarks.Early early) {
            Landmarks.Landmark last = landmarks.last(position, end, early);
            if (last == null || last.position() <= position) {
                return false;
            }
            position = last.position();
            return isWhole();
        }

        /** Passes over old datagrams, so many of which are no later than a time that at least a number of those remain. */
        private boolean passAllBut(int count, long until) {
            Landmarks.Landmark last = landmarks.last(position, end, landmark -> landmark.latest() <= until);
            return last != null && pass(landmark -> landmark.before() <= last.before() - count);
        }

        /** Copies the next datagram. Answers false when there is none. */
        public boolean next(RecentDatagram into) {
            while (position < end) {
                long at = position % size;
                int length = memory.get(ValueLayout.JAVA_INT, at + LENGTH);
                if (!isWhole()) {
                    continue;
                }
                if (length == TURN) {
                    position = turned(position);
                    continue;
                }
                into.number = memory.get(ValueLayout.JAVA_LONG, at + NUMBER);
                into.time = memory.get(ValueLayout.JAVA_LONG, at + TIME);
                into.sourceV6 = memory.get(ValueLayout.JAVA_INT, at + V6) != 0;
                into.sourceHigh = memory.get(ValueLayout.JAVA_LONG, at + HIGH);
                into.sourceLow = memory.get(ValueLayout.JAVA_LONG, at + LOW);
                if (!isWhole()) {
                    continue;
                }
                if (into.time < since) {
                    complete = true;
                } else if (agents.chooses(memory, at + HEAD, length)) {
                    copyPayload(at, length, into);
                    if (!isWhole()) {
                        continue;
                    }
                    position += span(length);
                    return true;
                }
                position += span(length);
            }
            return false;
        }

        /** Passes the next datagram over, but for its time. Answers false when there is none. */
        private boolean skip() {
            while (position < end) {
                long at = position % size;
                int length = memory.get(ValueLayout.JAVA_INT, at + LENGTH);
                long time = length == TURN ? 0 : memory.get(ValueLayout.JAVA_LONG, at + TIME);
                if (!isWhole()) {
                    continue;
                }
                if (length != TURN) {
                    skipped = time;
                    position += span(length);
                    return true;
                }
                position = turned(position);
            }
            return false;
        }

        private boolean isEmpty() {
            return position >= end;
        }

        /** Time of the entry at hand. */
        private long time() {
            while (true) {
                long at = position % size;
                int length = memory.get(ValueLayout.JAVA_INT, at + LENGTH);
                if (isWhole()) {
                    long time = memory.get(ValueLayout.JAVA_LONG, length == TURN ? TIME : at + TIME);
                    if (isWhole()) {
                        return time;
                    }
                }
            }
        }

        private void copyPayload(long at, int length, RecentDatagram into) {
            if (into.bytes.length < length) {
                into.bytes = new byte[Math.max(length, 2 * into.bytes.length)];
            }
            MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, at + HEAD, into.bytes, 0, length);
            into.length = length;
        }

        /** Whether the entry at hand was not overwritten while it was read; else goes to the oldest there is. */
        private boolean isWhole() {
            VarHandle.acquireFence();
            long oldest = tail.getAcquire();
            if (oldest <= position) {
                return true;
            }
            position = oldest;
            complete = false;
            return false;
        }

        /**
         * Whether no datagram since the time asked for is missing because it was overwritten; to be asked when there
         * is no next one.
         */
        public boolean complete() {
            return complete;
        }
    }
}
