package weir.request;

/** The caller asked for something that cannot be: the message names the offending part, in one sentence. */
public final class InvalidRequestException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** A mistake of the caller. */
    public InvalidRequestException(String message) {
        super(message);
    }
}
