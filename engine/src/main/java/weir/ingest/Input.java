package weir.ingest;

/** What an engine measures: datagrams that arrive, or datagrams that were recorded. */
public sealed interface Input permits UdpInput, CaptureInput {

    /** UDP port datagrams are sent to. */
    int port();
}
