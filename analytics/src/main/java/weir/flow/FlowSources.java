package weir.flow;

import org.jspecify.annotations.Nullable;

/** Which data sources a question is about, and what they are called. */
@FunctionalInterface
public interface FlowSources {

    /** The data source with a number. Absent: null when the question is not about it. */
    @Nullable
    FlowSource source(int number);
}
