package weir.script;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a script says of itself in the comments at its head: lines {@code // key: value} before the first code. */
final class HeadComments {

    private static final List<String> SHOWN = List.of("author", "version", "date", "description", "copyright");
    private static final String WRAP = "wrapglobals";
    private static final Pattern LINE = Pattern.compile("\\s*//\\s*([A-Za-z]+)\\s*:\\s*(.*?)\\s*");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_$][A-Za-z0-9_$]*");

    private final Map<String, String> shown = new LinkedHashMap<>();
    private Optional<String> wrap = Optional.empty();

    private HeadComments() {}

    static HeadComments of(String source) {
        HeadComments head = new HeadComments();
        for (String line : (Iterable<String>) source.lines()::iterator) {
            String text = line.strip();
            if (!text.isEmpty() && !text.startsWith("//")) {
                break;
            }
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches()) {
                head.note(matcher.group(1), matcher.group(2));
            }
        }
        return head;
    }

    private void note(String key, String value) {
        if (SHOWN.contains(key)) {
            shown.put(key, value);
        } else if (key.equals(WRAP) && NAME.matcher(value).matches()) {
            wrap = Optional.of(value);
        }
    }

    /** What lists of scripts show: author, version, date, description, copyright. */
    Map<String, String> shown() {
        return shown;
    }

    /** Name of the one object that the functions of the API are put into. Absent: empty, they are global. */
    Optional<String> wrap() {
        return wrap;
    }
}
