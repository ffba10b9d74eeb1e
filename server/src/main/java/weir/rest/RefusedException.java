package weir.rest;

/** A request is refused with a status that no service knows of. */
final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;

    RefusedException(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    /** HTTP status. */
    int status() {
        return status;
    }
}
