package weir.sflow;

import java.util.ArrayList;
import java.util.List;

/**
 * A line of a structure file that holds a row.
 *
 * @param file name of the file, for messages
 * @param number of the line, from 1
 */
record StructureLine(String file, int number, String text) {

    /** The rows of a file: lines that are blank or begin with {@code #} are none. */
    static List<StructureLine> of(String file, List<String> lines) {
        List<StructureLine> rows = new ArrayList<>(lines.size());
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (!line.isBlank() && !line.startsWith("#")) {
                rows.add(new StructureLine(file, i + 1, line));
            }
        }
        return rows;
    }

    /** File and line, for messages. */
    String origin() {
        return file + ":" + number;
    }

    /** Kind and format, which all rows of a structure and of its variants have in common. */
    String structure() {
        int end = text.indexOf('\t', text.indexOf('\t') + 1);
        int last = end > 0 && text.charAt(end - 1) == '~' ? end - 1 : Math.max(0, end);
        return text.substring(0, last);
    }
}
