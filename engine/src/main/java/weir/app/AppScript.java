package weir.app;

import java.nio.file.Path;

/**
 * A script of an app.
 *
 * <p>Thread: any; immutable. Source: applications reference, sections 1.1 and 1.2.
 *
 * @param app name of the app
 * @param file the file itself
 */
public record AppScript(String app, Path file) {

    /** What it is called over REST, {@code APP~FILE.js}. */
    public String name() {
        return app + "~" + fileName();
    }

    /** Where its resources begin, {@code /app/APP/scripts/FILE.js}. */
    public String urlPrefix() {
        return "/app/" + app + "/scripts/" + fileName();
    }

    /** How the log calls it, {@code app/APP/scripts/FILE.js}. */
    public String logName() {
        return urlPrefix().substring(1);
    }

    private String fileName() {
        return file.getFileName().toString();
    }
}
