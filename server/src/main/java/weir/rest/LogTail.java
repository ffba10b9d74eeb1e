package weir.rest;

import java.util.List;

/**
 * The last lines of the log.
 *
 * <p>Thread: any.
 */
public interface LogTail {

    /**
     * Lines, newest first.
     *
     * @param after only lines with a higher number; -1 for all. One that no line has yet counts as -1
     * @param most how many, 0 or more
     */
    List<LogLine> newest(long after, int most);
}
