package weir.metric;

/** How a numbered thing stands to those before it. */
enum Arrival {
    /** The next one, or one after a gap. */
    FRESH,
    /** It came before. */
    DUPLICATE,
    /** It came after a later one. */
    LATE,
    /** The first of all, or the sender began anew: nothing before it can be compared with it. */
    RESTART
}
