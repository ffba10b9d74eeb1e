package weir.request;

/** The caller named an object that does not exist. */
public final class NotFoundException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** An unknown name. */
    public NotFoundException(String message) {
        super(message);
    }
}
