package weir.script;

/**
 * What a script answers a request.
 *
 * <p>Thread: any; immutable.
 *
 * @param status HTTP status
 * @param body text; empty for no content
 */
public record ScriptReply(int status, String body) {

    /** The script has ended, has no handler, or has too much to do. */
    static final ScriptReply UNAVAILABLE = new ScriptReply(503, "");

    static final ScriptReply NO_CONTENT = new ScriptReply(204, "");

    static final ScriptReply FAILED = new ScriptReply(500, "");

    /** The status that a thrown text stands for. */
    static ScriptReply thrown(String text) {
        return switch (text) {
            case "bad_request" -> new ScriptReply(400, "");
            case "forbidden" -> new ScriptReply(403, "");
            case "not_found" -> new ScriptReply(404, "");
            case "conflict" -> new ScriptReply(409, "");
            case "service_unavailable" -> UNAVAILABLE;
            default -> FAILED;
        };
    }
}
