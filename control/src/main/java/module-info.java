/** BGP: routes in, blackhole routes and FlowSpec rules out. Needs the JDK only. */
module weir.control {
    requires transitive weir.analytics;
    requires static org.jspecify;

    exports weir.bgp.wire;
    exports weir.bgp.route;
    exports weir.bgp.flowspec;
    exports weir.bgp.trial;
    exports weir.bgp.message;
    exports weir.bgp.session;
    exports weir.bgp.rib;
}
