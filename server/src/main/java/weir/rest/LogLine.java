package weir.rest;

/**
 * A line of the log, with the stack of an exception if there was one.
 *
 * @param id from 0, by 1 for each line
 * @param time ms since the epoch
 * @param level as the log writes it: SEVERE, WARNING, INFO or FINE
 */
public record LogLine(long id, long time, String level, String text) {}
