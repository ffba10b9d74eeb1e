package weir.flow.attribute;

import weir.sflow.Interface;

/**
 * Text of the input and output interface of a packet: an ifIndex, or a word for what is none.
 *
 * <p>As a number, an interface is its ifIndex, or {@link #DISCARDED} or {@link #MULTIPLE}; so equal text is one number.
 */
final class InterfaceText {

    /** The packet was discarded, for whatever reason. */
    static final long DISCARDED = 1L << 32;
    /** The packet left by several interfaces, however many. */
    static final long MULTIPLE = 2L << 32;

    private static final String UNKNOWN_WORD = "unknown";
    private static final String INTERNAL_WORD = "internal";
    private static final String DISCARD_WORD = "discard";
    private static final String MULTIPLE_WORD = "multiple";

    private InterfaceText() {}

    /** The number for a format and a value of a flow sample; formats that are reserved count as unknown. */
    static long of(int format, long value) {
        return switch (format) {
            case Interface.IF_INDEX -> value;
            case Interface.DISCARDED -> DISCARDED;
            case Interface.MULTIPLE -> MULTIPLE;
            default -> 0;
        };
    }

    /** Whether the number is an ifIndex. */
    static boolean isIndex(long number) {
        return number > 0 && number != Interface.INTERNAL && number < DISCARDED;
    }

    static void append(long number, TextBuffer out) {
        if (isIndex(number)) {
            out.decimal(number);
        } else {
            out.ascii(word(number));
        }
    }

    private static String word(long number) {
        if (number == 0) {
            return UNKNOWN_WORD;
        }
        if (number == Interface.INTERNAL) {
            return INTERNAL_WORD;
        }
        return number == DISCARDED ? DISCARD_WORD : MULTIPLE_WORD;
    }

    /** The number whose text this is. Absent: -1. */
    static long parse(String text) {
        return switch (text) {
            case UNKNOWN_WORD -> 0;
            case INTERNAL_WORD -> Interface.INTERNAL;
            case DISCARD_WORD -> DISCARDED;
            case MULTIPLE_WORD -> MULTIPLE;
            default -> {
                long number = DecimalText.canonical(text);
                yield isIndex(number) ? number : -1;
            }
        };
    }
}
