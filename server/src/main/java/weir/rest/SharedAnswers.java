package weir.rest;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Answers of late, for clients that say that one of some age will do: however many pages are open, each of their questions is
 * worked on twice a second at most. Who says nothing gets an answer of its own.
 *
 * <p>What is given is at most half as old as the client allows, so that one who asks at that pace never gets the same twice.
 * It is never older than the last change of the definitions: flows of a definition that was removed are not those of one that
 * was made under the same name.
 *
 * <p>Bounds: {@value #MOST} answers, {@value #LARGEST} bytes each, {@value #ROOM} bytes in all, the oldest go first.
 *
 * <p>Thread: any. Source: RFC 9111, section 5.2.1.1, max-age of requests.
 */
final class SharedAnswers {

    static final int LARGEST = 512 * 1024;

    private static final int MOST = 64;
    private static final long ROOM = 8 * 1024 * 1024;
    private static final long MOST_SECONDS = 10;
    private static final int LOCKS = 32;
    private static final String MAX_AGE = "max-age=";

    private final Map<String, Shared> answers = new LinkedHashMap<>();
    private final ReentrantLock[] locks = new ReentrantLock[LOCKS];
    private final Supplier<?> definitions;
    private long bytes;

    /**
     * No answers yet.
     *
     * @param definitions what is measured: the same object until that changes
     */
    SharedAnswers(Supplier<?> definitions) {
        this.definitions = definitions;
        for (int i = 0; i < LOCKS; i++) {
            locks[i] = new ReentrantLock();
        }
    }

    /**
     * An answer.
     *
     * @param content all of it, as it is sent
     * @param made when the work on it began, {@link System#nanoTime}
     * @param definitions what was measured when the work on it began
     */
    @SuppressWarnings("ArrayRecordComponent") // written once, compared by nobody
    record Shared(byte[] content, long made, Object definitions) {
        /** Whole seconds since. */
        long seconds() {
            return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - made);
        }
    }

    /** What is measured now, to be taken before the work on an answer begins. */
    Object definitions() {
        return definitions.get();
    }

    /** How old an answer may be that a client is given. Units: ns. Absent: 0 for an answer of its own. */
    static long age(Request request) {
        String asked = request.getHeaders().get(HttpHeader.CACHE_CONTROL);
        if (asked == null || !asked.startsWith(MAX_AGE)) {
            return 0;
        }
        String digits = asked.substring(MAX_AGE.length());
        boolean number =
                !digits.isEmpty() && digits.length() <= 9 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? TimeUnit.SECONDS.toNanos(Math.min(Long.parseLong(digits), MOST_SECONDS)) / 2 : 0;
    }

    /** Who works on a question holds its lock, so that others who want the same wait for the answer and share it. */
    ReentrantLock lock(String question) {
        return locks[Math.floorMod(question.hashCode(), LOCKS)];
    }

    /** An answer that is neither older than this nor than the definitions in force. Absent: null. */
    synchronized @Nullable Shared find(String question, long age) {
        Shared known = answers.get(question);
        boolean holds =
                known != null && System.nanoTime() - known.made <= age && known.definitions.equals(definitions.get());
        return holds ? known : null;
    }

    synchronized void keep(String question, Shared answer) {
        Shared before = answers.remove(question);
        bytes -= before == null ? 0 : before.content.length;
        answers.put(question, answer);
        bytes += answer.content.length;
        Iterator<Shared> oldest = answers.values().iterator();
        while (answers.size() > MOST || bytes > ROOM) {
            bytes -= oldest.next().content.length;
            oldest.remove();
        }
    }
}
