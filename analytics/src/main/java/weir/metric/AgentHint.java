package weir.metric;

/**
 * Something that keeps an agent from reporting well, in a sentence for the operator of the network.
 *
 * <p>Source: REST {@code /agents/json}, member {@code hints}; {@code docs/operating.md} has a row for each code.
 *
 * @param code name of the hint, the same in every release
 * @param text what is seen and what to do about it; plain text
 */
public record AgentHint(String code, String text) {

    /** Every hint there is, from the gravest. */
    enum Kind {
        SILENT(
                "silent",
                "No datagram for %s; usually one comes within %s. Is it up, and does its traffic to this collector pass?"),
        SHARED_ADDRESS(
                "sharedAddress",
                "Two devices send under this agent address, so their counters and losses are mixed up."
                        + " Give each an agent address of its own."),
        REFUSED(
                "refused",
                "It sends more data sources, sub-agents or custom metrics than are kept of one agent; the rest is ignored."
                        + " boundsReached in /analyzer/json names the bound."),
        NO_COUNTERS(
                "noCounters",
                "No counters %s: its ports have no rates, utilisation or errors."
                        + " Switch on counter polling, every 20 to 30 s."),
        NO_SAMPLES(
                "noSamples",
                "No flow samples %s, so its traffic cannot be seen."
                        + " Switch on sampling on its ports, unless nothing passes them."),
        LOSSY(
                "lossy",
                "%s of its datagrams were lost in the last minutes. What this engine did not drop was lost on the way:"
                        + " look for full links and queues."),
        DROPPING(
                "dropping",
                "The agent dropped %s of its samples in the last minutes for lack of resources."
                        + " Let it sample less often: a larger N of 1-in-N."),
        SAMPLING_RATE(
                "samplingRate",
                "Data source %s says it samples 1 in %s, but its total of packets grows by %s for each sample%s."
                        + " Compare its flows with its counters: they may be wrong by as much."),
        DUPLICATED(
                "duplicated",
                "%s of its datagrams came twice in the last minutes."
                        + " Is this collector configured twice, or does something on the way copy them?"),
        RESTARTED(
                "restarted",
                "It began anew %s ago: numbers of its datagrams or its uptime went back."
                        + " Rates are missing for one polling interval.");

        private final String code;
        private final String text;

        Kind(String code, String text) {
            this.code = code;
            this.text = text;
        }

        String code() {
            return code;
        }

        AgentHint with(String... figures) {
            return new AgentHint(code, text.formatted((Object[]) figures));
        }
    }
}
