/** Bytes to samples to header layers. Needs the JDK only. */
module weir.decode {
    requires static org.jspecify;

    exports weir.net;
    exports weir.xdr;
    exports weir.sflow;
    exports weir.pcap;
    exports weir.listing;
    exports weir.packet;
}
