package weir.sflow;

/** A row of a structure file is wrong. The message names file, line and what is wrong. */
public final class StructureException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** An error at a place. */
    public StructureException(String origin, String message) {
        super(origin + ": " + message);
    }
}
