package weir.bgp.message;

/** What was wrong with a path attribute, or a rule, and became of it. Source: RFC 7606. */
public enum AttributeError {
    /** The attribute was passed over. */
    DISCARDED,
    /** The routes it belonged to were taken as withdrawn. */
    WITHDRAWN,
    /** A FlowSpec rule was passed over. */
    RULE_DISCARDED
}
