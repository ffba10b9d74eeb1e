package weir.flow.attribute;

/** A row of the table of flow keys is wrong. The message names file, line and what is wrong. */
public final class FlowKeyException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** An error at a place. */
    public FlowKeyException(String origin, String message) {
        super(origin + ": " + message);
    }
}
