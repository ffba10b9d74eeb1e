package weir.lookup;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import weir.request.InvalidRequestException;

/** Reads the arrays of user-given sets. */
final class SetText {

    private SetText() {}

    /** An array of texts. */
    static List<String> array(String what, String name, Object elements) {
        List<String> texts = new ArrayList<>();
        for (Object element : list(what, name, elements)) {
            if (!(element instanceof String text)) {
                throw new InvalidRequestException(what + " " + name + ": '" + element + "' is not a text");
            }
            texts.add(text);
        }
        return List.copyOf(texts);
    }

    /** An array of texts and numbers, the numbers as decimal text. */
    static List<String> valueArray(String what, String name, Object elements) {
        List<String> texts = new ArrayList<>();
        for (Object element : list(what, name, elements)) {
            switch (element) {
                case String text -> texts.add(text);
                case Number number ->
                    texts.add(new BigDecimal(number.toString())
                            .stripTrailingZeros()
                            .toPlainString());
                case null, default ->
                    throw new InvalidRequestException(
                            what + " " + name + ": '" + element + "' is no text and no number");
            }
        }
        return List.copyOf(texts);
    }

    private static List<?> list(String what, String name, Object elements) {
        if (!(elements instanceof List<?> list)) {
            throw new InvalidRequestException(what + " " + name + " must be an array");
        }
        return list;
    }
}
