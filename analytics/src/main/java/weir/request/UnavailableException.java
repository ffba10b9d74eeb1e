package weir.request;

/** What was asked for is not to be had now, through no fault of the caller; the message says why in a sentence. */
public final class UnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** An exception with a sentence for the caller. */
    public UnavailableException(String message) {
        super(message, null, false, false);
    }
}
