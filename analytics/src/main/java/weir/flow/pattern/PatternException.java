package weir.flow.pattern;

/** An expression is malformed, too large, or uses a construct that needs backtracking. */
public final class PatternException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int index;

    /** A mistake at an index of the expression. */
    PatternException(int index, String message) {
        super(message);
        this.index = index;
    }

    /** Index in the expression, from 0. */
    public int index() {
        return index;
    }
}
