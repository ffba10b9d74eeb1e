package weir.rest;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import weir.event.Numbered;
import weir.service.LogQuery;
import weir.service.LogReader;

/**
 * A question to a log that may have to wait for its answer.
 *
 * <p>Thread: any; immutable.
 *
 * @param log the log
 * @param query the question
 * @param json how entries are written
 * @param <T> kind of entry
 */
record LogPoll<T>(LogReader<T> log, LogQuery query, Function<List<Numbered<T>>, Answer.Json> json) {

    private record Question(LogReader<?> log, LogQuery query) {}

    /** Polls with equal questions have equal answers. */
    Object question() {
        return new Question(log, query);
    }

    /** Name of the entries that are waited for; empty for any. */
    String name() {
        return query.name().orElse("");
    }

    /** What the log has. Absent: empty when it has nothing of what is asked for. */
    Optional<Answer.Json> answer() {
        List<Numbered<T>> found = log.find(query);
        return found.isEmpty() ? Optional.empty() : Optional.of(json.apply(found));
    }

    /** The answer that there is nothing. */
    Answer.Json nothing() {
        return json.apply(List.of());
    }
}
