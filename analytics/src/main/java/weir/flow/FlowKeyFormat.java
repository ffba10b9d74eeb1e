package weir.flow;

import java.util.List;

/**
 * Makes text of the bytes of a key. Different bytes of one definition have different text.
 *
 * <p>Lifetime and thread: any; implementations are immutable.
 */
public interface FlowKeyFormat {

    /** The text of each field of a key, in the order of the definition. */
    List<String> fields(byte[] key, int offset, int length);

    /**
     * Bytes of a key, the first counted, where nearly all have one length and begin with 0, so that entries may have them in
     * place. Absent: -1 when lengths vary.
     */
    default int width() {
        return -1;
    }

    /** The text of a whole key: its fields with the definition's separator between them. */
    String text(byte[] key, int offset, int length);
}
