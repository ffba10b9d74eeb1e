package weir.flow.key;

import weir.request.InvalidRequestException;

/** Words a mistake in the text of a definition: which attribute, which position, which part, what is wrong. */
final class Mistake {

    private static final int SHOWN = 40;

    private Mistake() {}

    /**
     * A mistake.
     *
     * @param what attribute of the definition, for example {@code filter}
     * @param text the attribute
     * @param index where the offending part begins, from 0
     * @param sentence what is wrong
     */
    static InvalidRequestException at(String what, String text, int index, String sentence) {
        int from = Math.min(index, text.length());
        String rest = text.substring(from);
        String part = rest.length() > SHOWN ? rest.substring(0, SHOWN) + "…" : rest;
        String place = part.isEmpty() ? "at the end" : "'" + part + "'";
        return new InvalidRequestException(what + ", position " + (from + 1) + ", " + place + ": " + sentence);
    }
}
