package weir.sflow;

/** What can be wrong with a datagram, each with its own counter. */
public enum DecodeError {
    /** Shorter than the fixed head of a datagram. */
    DATAGRAM_TOO_SHORT("datagramTooShort", "datagram shorter than its fixed head"),
    /** A version other than 5. */
    VERSION_UNSUPPORTED("versionUnsupported", "datagram of a version other than 5"),
    /** The agent address is neither IPv4 nor IPv6. */
    AGENT_ADDRESS_TYPE("agentAddressType", "agent address of an unknown type"),
    /** Fewer samples than the head says. */
    SAMPLES_MISSING("samplesMissing", "datagram ends before its last sample"),
    /** A sample's length passes the end of the datagram. */
    SAMPLE_TRUNCATED("sampleTruncated", "sample length passes the end of the datagram"),
    /** A sample is shorter than its fixed head. */
    SAMPLE_TOO_SHORT("sampleTooShort", "sample shorter than its fixed head"),
    /** Fewer records than the sample says. */
    RECORDS_MISSING("recordsMissing", "sample ends before its last record"),
    /** A record's length passes the end of its sample. */
    RECORD_TRUNCATED("recordTruncated", "record length passes the end of its sample"),
    /** A record is shorter than its structure. */
    RECORD_TOO_SHORT("recordTooShort", "record shorter than its structure"),
    /** A length or count inside a record passes the end of the record. */
    RECORD_MALFORMED("recordMalformed", "length inside a record passes its end"),
    /** A custom sample holds a value of an unknown type, so the rest of it cannot be read. */
    CUSTOM_TYPE("customType", "custom sample with a value of an unknown type");

    private final String key;
    private final String sentence;

    DecodeError(String key, String sentence) {
        this.key = key;
        this.sentence = sentence;
    }

    /** Name of the counter in answers. */
    public String key() {
        return key;
    }

    /** What the counter counts, for a reader. */
    public String sentence() {
        return sentence;
    }
}
