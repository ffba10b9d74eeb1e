package weir.metric.query;

/**
 * A pattern in which {@code *} stands for any run of characters, and everything else for itself.
 *
 * <p>Cost: every star is tried once from left to right, the shortest run first, which is enough because only the last
 * star ever has to give way; so the time is at most length times length.
 *
 * <p>Thread: any; immutable.
 */
record Glob(String pattern) {

    boolean matches(String text) {
        int at = 0;
        int in = 0;
        int star = -1;
        int resume = 0;
        while (at < text.length()) {
            if (in < pattern.length() && pattern.charAt(in) == '*') {
                star = in++;
                resume = at;
            } else if (in < pattern.length() && pattern.charAt(in) == text.charAt(at)) {
                in++;
                at++;
            } else if (star >= 0) {
                in = star + 1;
                at = ++resume;
            } else {
                return false;
            }
        }
        while (in < pattern.length() && pattern.charAt(in) == '*') {
            in++;
        }
        return in == pattern.length();
    }
}
