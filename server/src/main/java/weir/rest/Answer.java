package weir.rest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Writer;
import java.util.function.Consumer;

/**
 * What a call answers, not yet rendered: a large one is written piece by piece as the client reads it.
 *
 * <p>Whatever can be wrong with a request is told by the call; rendering does not fail.
 */
public sealed interface Answer {

    /** Status 200 unless said otherwise. */
    default int status() {
        return 200;
    }

    /**
     * A JSON document.
     *
     * @param content writes it
     */
    record Json(Consumer<JsonOut> content) implements Answer {

        /** The whole document, for a short one that several clients get. */
        byte[] bytes(int indent) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            JsonOut out = new JsonOut(bytes, indent);
            content.accept(out);
            out.finish();
            return bytes.toByteArray();
        }
    }

    /**
     * A JSON document that is not there yet: the request is held until it is, or the time is over.
     *
     * @param poll what is waited for
     * @param nanos how long at most
     */
    record Held(LogPoll<?> poll, long nanos) implements Answer {}

    /**
     * Plain text.
     *
     * @param status HTTP status
     * @param content writes it
     */
    record Text(int status, Content content) implements Answer {

        /** Writes text. */
        @FunctionalInterface
        public interface Content {
            /** Writes all of it. */
            void write(Writer out) throws IOException;
        }

        /** A short text. */
        public static Text of(String text) {
            return new Text(200, out -> out.write(text));
        }
    }

    /**
     * A file.
     *
     * @param type its content type
     * @param content all of it
     */
    @SuppressWarnings("ArrayRecordComponent") // written once, compared by nobody
    record File(String type, byte[] content) implements Answer {}

    /** Nothing to say: it is done, status 204. */
    record Done() implements Answer {
        @Override
        public int status() {
            return 204;
        }
    }
}
