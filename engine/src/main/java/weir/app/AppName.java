package weir.app;

/** Names of apps and of their scripts: they stand in paths of URLs and files, so few characters are allowed. */
public final class AppName {

    /** Longest name in characters. */
    public static final int LONGEST = 100;

    private AppName() {}

    /** Whether a name is one of an app: letters, digits, {@code _}, {@code -} and {@code .}, the last not as the first. */
    public static boolean isValid(String name) {
        return !name.isEmpty()
                && name.length() <= LONGEST
                && name.charAt(0) != '.'
                && name.chars().allMatch(AppName::isAllowed);
    }

    private static boolean isAllowed(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-' || c == '.';
    }
}
