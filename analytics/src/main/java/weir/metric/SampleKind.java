package weir.metric;

/** Kinds of numbered samples; each has its own sequence in each data source. */
enum SampleKind {
    COUNTER,
    FLOW,
    NOTIFICATION
}
