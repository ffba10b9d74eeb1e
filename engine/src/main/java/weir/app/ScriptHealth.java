package weir.app;

/** Who runs the scripts tells here which of them have failed. */
@FunctionalInterface
public interface ScriptHealth {

    /** Nobody runs scripts, so none fails. */
    ScriptHealth NONE_RUN = script -> false;

    /**
     * Whether a script ended by an error.
     *
     * <p>Thread: any.
     *
     * @param script {@link AppScript#name()}, or the name of a script that belongs to no app
     */
    boolean hasFailed(String script);
}
