package weir.request;

import java.util.regex.Pattern;

/**
 * Names that users give to what they define: flows, thresholds, groups, maps and the like.
 *
 * <p>Letters, digits, {@code _} and {@code -}; other characters have a meaning where such names are used. Source: REST API
 * reference, section 1.2.
 */
public final class ResourceName {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+");
    private static final int LONGEST = 255;

    private ResourceName() {}

    /**
     * The name, if it is one.
     *
     * @param kind what it names, for the message: {@code group}
     * @throws InvalidRequestException it has other characters, or is too long
     */
    public static String check(String kind, String name) {
        if (name.length() > LONGEST) {
            throw new InvalidRequestException(kind + " name is longer than " + LONGEST + " characters");
        }
        if (!NAME.matcher(name).matches()) {
            throw new InvalidRequestException(
                    kind + " name '" + name + "' has other characters than letters, digits, _ and -");
        }
        return name;
    }
}
