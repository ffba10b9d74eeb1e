package weir.script.call;

import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.Function;
import org.slf4j.event.Level;
import weir.script.js.JsValues;

/**
 * The script that calls, as its functions see it.
 *
 * <p>Thread: that of the script.
 */
public interface OwnScript {

    /** Its name: {@code APP~FILE.js}, or {@code FILE.js} outside applications. */
    String name();

    /** Its folder, as it was configured. */
    String folder();

    /** Carries values in and out. */
    JsValues values();

    /**
     * Runs a file in its global scope.
     *
     * @param path as the script wrote it
     * @throws weir.request.InvalidRequestException there is no such file, or it cannot be read
     */
    void include(String path);

    /** Writes a line to the log. */
    void log(Level level, String text);

    /**
     * Calls a function at each full period of the engine's clock.
     *
     * @throws weir.request.InvalidRequestException another one is called already
     */
    void onInterval(Function handler, double seconds);

    /**
     * Calls a function for each event.
     *
     * @param names thresholds; empty for all
     * @throws weir.request.InvalidRequestException another one is called already
     */
    void onEvent(Function handler, Optional<Set<String>> names);

    /**
     * Calls a function for each flow record.
     *
     * @param names flow definitions; empty for all
     * @throws weir.request.InvalidRequestException another one is called already
     */
    void onFlow(Function handler, Optional<Set<String>> names);

    /** Calls a function for each HTTP request, in the place of the one before. */
    void onRequest(Function handler);

    /** Calls no function any more at intervals. */
    void clearInterval();

    /** Calls no function any more for events. */
    void clearEvents();

    /** Calls no function any more for flow records. */
    void clearFlows();

    /** Calls no function any more for requests. */
    void clearRequests();

    /**
     * Calls a function once, later.
     *
     * @return number to cancel it by
     * @throws weir.request.InvalidRequestException too many wait already
     */
    int later(Function handler, long millis, @Nullable Object[] arguments);

    /** Cancels a call. */
    void cancel(int number);

    /**
     * Something is done elsewhere and will call back, so the script goes on.
     *
     * @throws weir.request.InvalidRequestException too much is under way already
     */
    Later begin();

    /** Something elsewhere will call back again and again, so the script goes on. */
    Later watch();

    /** Work done elsewhere. */
    interface Later {

        /**
         * It is done: a function is to be called. Thread: any; once.
         *
         * @param handler function; empty for none
         * @param argument makes its argument, on the thread of the script
         */
        void done(Optional<Function> handler, Supplier<? extends @Nullable Object> argument);
    }
}
