package weir.service;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * A question to one of the logs.
 *
 * @param name only entries of this threshold or flow definition; empty for all
 * @param after only entries with a greater number; empty for all that are kept
 * @param max at most so many, the newest
 */
public record LogQuery(Optional<String> name, OptionalLong after, int max) {}
