/** Samples to state to answers. No threads, no I/O, no clock: time is an argument. */
module weir.analytics {
    requires transitive weir.decode;
    requires static org.jspecify;

    exports weir.event;
    exports weir.flow.attribute;
    exports weir.flow.key;
    exports weir.lookup;
    exports weir.flow;
    exports weir.meter;
    exports weir.metric;
    exports weir.metric.query;
    exports weir.request;
    exports weir.topology;
}
