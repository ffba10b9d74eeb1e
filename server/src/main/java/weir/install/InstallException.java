package weir.install;

/** An app cannot be installed or removed; the message is a sentence for who asked. Nothing was changed. */
public final class InstallException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** For a reason. */
    public InstallException(String sentence) {
        super(sentence);
    }
}
