package weir.main;

/** Something that is needed to start is not to be had; the message is a sentence for the operator. */
final class StartException extends RuntimeException {

    private static final long serialVersionUID = 1;

    StartException(String message) {
        super(message);
    }
}
