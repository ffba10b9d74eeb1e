package weir.event;

/**
 * An entry of a log with its number.
 *
 * @param id number, from 0, one more for each entry
 * @param entry the entry
 * @param <T> kind of entry
 */
public record Numbered<T>(long id, T entry) {}
