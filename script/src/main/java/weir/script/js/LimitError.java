package weir.script.js;

/** A script has taken more than it may. An {@link Error}, because scripts can catch every exception. */
public final class LimitError extends Error {

    private static final long serialVersionUID = 1;

    LimitError(String message) {
        super(message, null, false, false);
    }
}
