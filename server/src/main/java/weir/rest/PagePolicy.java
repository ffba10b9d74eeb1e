package weir.rest;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What pages of apps may do, as browsers are told; the settings {@code app.html.*}.
 *
 * <p>A page may load what comes from this server and from further sources that the operator trusts, and set styles. Scripts
 * run from files, and those that stand in the app's own files ({@link WrittenScripts}); scripts that get into a page in
 * another way, with a name from the network for example, run only when the operator allows it.
 *
 * <p>Thread: any; immutable.
 *
 * @param inlineScripts whether scripts that are written into pages may run, whoever wrote them
 * @param sources further sources of scripts, styles, fonts and images: {@code https://HOST}, a port and a folder if wanted
 */
public record PagePolicy(boolean inlineScripts, List<String> sources) {

    private static final Pattern SOURCE =
            Pattern.compile("https?://(\\*\\.)?[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*(:[0-9]{1,5})?(/[A-Za-z0-9._~@/-]*)?");

    /** Nothing but what comes from this server. */
    static final PagePolicy STRICT = new PagePolicy(false, List.of());

    /** Copies the list. */
    public PagePolicy {
        sources = List.copyOf(sources);
    }

    /** Whether a text can be one of the further sources. */
    public static boolean isSource(String text) {
        return SOURCE.matcher(text).matches();
    }

    /**
     * Value of the header {@code Content-Security-Policy}.
     *
     * @param written hashes of the scripts that stand in the app's own files
     */
    String header(Set<String> written) {
        String from = sources.isEmpty() ? "" : " " + String.join(" ", sources);
        return "default-src 'self'; script-src 'self'" + from + " 'unsafe-eval'" + scripts(written)
                + "; style-src 'self'" + from + " 'unsafe-inline'; img-src 'self'" + from
                + " data: blob:; font-src 'self'" + from + " data:; worker-src 'self' blob:; object-src 'self'; "
                + "base-uri 'none'; form-action 'self'; frame-ancestors 'self'";
    }

    /** Browsers ignore {@code 'unsafe-inline'} beside hashes. */
    private String scripts(Set<String> written) {
        if (inlineScripts) {
            return " 'unsafe-inline'";
        }
        return written.isEmpty() ? "" : " 'unsafe-hashes' " + String.join(" ", written);
    }
}
