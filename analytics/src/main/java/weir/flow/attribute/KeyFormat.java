package weir.flow.attribute;

import java.util.regex.Pattern;
import weir.net.IpAddress;

/**
 * How the values of an attribute are written, as text and as bytes of a key.
 *
 * <p>All but {@link #TEXT} have one fixed width, and their values and texts are one to one: equal bytes are equal text.
 * Where an expression can give values of several formats its format is the narrowest that holds them all, {@link #TEXT}
 * when nothing narrower does.
 */
public enum KeyFormat {
    /** Unsigned number of one byte, decimal. */
    U8(1),
    /** Unsigned number of two bytes, decimal. */
    U16(2),
    /** Unsigned number of four bytes, decimal. */
    U32(4),
    /** Unsigned number of eight bytes, decimal. */
    U64(8),
    /** Signed number of eight bytes, decimal. */
    S64(8),
    /** Floating-point number, with its fraction. */
    REAL(8),
    /** {@code true} or {@code false}. */
    BOOLEAN(1),
    /** Two bits. */
    BITS2(1),
    /** Three bits. */
    BITS3(1),
    /** Eight bits. */
    BITS8(1),
    /** Nine bits. */
    BITS9(2),
    /** Sixteen bits. */
    BITS16(2),
    /** MAC address, twelve upper-case digits. */
    MAC(6),
    /** IPv4 address, dotted decimal. */
    IPV4(4),
    /** IPv6 address, RFC 5952. */
    IPV6(16),
    /** IPv4 or IPv6 address; values are of those formats. */
    ADDRESS(17),
    /** IPv4 address prefix with its length. */
    PREFIX4(5),
    /** IPv6 address prefix with its length. */
    PREFIX6(17),
    /** ifIndex, or {@code unknown}, {@code internal}, {@code discard}, {@code multiple}. */
    INTERFACE(5),
    /** UTF-8 text, its length in two bytes in front. */
    TEXT(-1);

    private static final int IP6_FAMILY = 6;
    private static final int IP4_FAMILY = 4;

    private static final Pattern REAL_TEXT =
            Pattern.compile("-?[0-9]{1,20}\\.[0-9]{1,40}(E-?[0-9]{1,3})?|NaN|-?Infinity");

    private final int width;
    private final long mask;

    KeyFormat(int width) {
        this.width = width;
        mask = width < 0 || width >= Long.BYTES ? -1 : (1L << width * Byte.SIZE) - 1;
    }

    /** Bytes in a key. Absent: -1 for text, whose length varies. */
    public int width() {
        return width;
    }

    /** Whether values are plain unsigned numbers. */
    public boolean isUnsigned() {
        return this == U8 || this == U16 || this == U32 || this == U64;
    }

    /** Number of values when they are 0 to that number - 1 and few enough to make a table of; else 0. */
    public int domain() {
        return switch (this) {
            case BOOLEAN -> 2;
            case BITS2 -> 4;
            case BITS3 -> 8;
            case U8, BITS8 -> 256;
            case BITS9 -> 512;
            case U16, BITS16 -> 65_536;
            default -> 0;
        };
    }

    /** The narrowest format for values of both. */
    public KeyFormat unify(KeyFormat other) {
        if (this == other) {
            return this;
        }
        if (isUnsigned() && other.isUnsigned()) {
            return compareTo(other) > 0 ? this : other;
        }
        return holdsAddresses() && other.holdsAddresses() ? ADDRESS : TEXT;
    }

    private boolean holdsAddresses() {
        return this == IPV4 || this == IPV6 || this == ADDRESS;
    }

    /** Whether a text of this format can contain a character. */
    public boolean mayContain(char c) {
        boolean digit = c >= '0' && c <= '9';
        boolean lowerHex = digit || c >= 'a' && c <= 'f';
        return switch (this) {
            case U8, U16, U32, U64 -> digit;
            case S64 -> digit || c == '-';
            case BITS2, BITS3, BITS8, BITS9, BITS16 -> c == '0' || c == '1';
            case BOOLEAN -> "truefalse".indexOf(c) >= 0;
            case MAC -> digit || c >= 'A' && c <= 'F';
            case IPV4 -> digit || c == '.';
            case PREFIX4 -> digit || c == '.' || c == '/';
            case IPV6 -> lowerHex || c == ':';
            case ADDRESS -> lowerHex || c == ':' || c == '.';
            case PREFIX6 -> lowerHex || c == ':' || c == '/';
            case INTERFACE -> digit || c >= 'a' && c <= 'z';
            case REAL -> digit || c == '.' || c == '-' || Character.isLetter(c);
            case TEXT -> true;
        };
    }

    /** Whether a value, whatever its own format, can be written into a key in this format. */
    public boolean holds(KeyValue value) {
        KeyFormat own = value.format();
        if (own == this || this == TEXT) {
            return true;
        }
        if (isUnsigned() && own.isUnsigned()) {
            return width >= 8 || value.low() >>> 8 * width == 0;
        }
        return this == ADDRESS && (own == IPV4 || own == IPV6);
    }

    /** Writes a value as text. */
    void append(KeyValue value, TextBuffer out) {
        long low = value.low();
        switch (this) {
            case U8, U16, U32, U64 -> out.decimal(low);
            case S64 -> out.signed(low);
            case REAL -> out.real(Double.longBitsToDouble(low));
            case BOOLEAN -> out.ascii(low != 0 ? "true" : "false");
            case BITS2 -> out.bits(low, 2);
            case BITS3 -> out.bits(low, 3);
            case BITS8 -> out.bits(low, 8);
            case BITS9 -> out.bits(low, 9);
            case BITS16 -> out.bits(low, 16);
            case MAC -> out.hexUpper(low, 12);
            case IPV4 -> out.ipv4(low);
            case IPV6 -> out.ipv6(value.high(), low);
            case PREFIX4 -> out.ipv4(low).ascii('/').decimal(value.prefixLength());
            case PREFIX6 -> out.ipv6(value.high(), low).ascii('/').decimal(value.prefixLength());
            case INTERFACE -> InterfaceText.append(low, out);
            case TEXT -> out.utf8(value.bytes(), value.start(), value.end());
            case ADDRESS -> throw new IllegalStateException("a value is an IPv4 or an IPv6 address");
        }
    }

    /** Writes a value that this format {@link #holds} into a key; {@code scratch} is for text. */
    public void encode(KeyValue value, KeyBuffer out, TextBuffer scratch) {
        long low = value.low();
        switch (this) {
            case U8, BOOLEAN, BITS2, BITS3, BITS8 -> out.u8(low);
            case U16, BITS9, BITS16 -> out.u16(low);
            case U32, IPV4 -> out.u32(low);
            case U64, S64, REAL -> out.u64(low);
            case MAC -> {
                out.u16(low >>> 32);
                out.u32(low);
            }
            case IPV6 -> {
                out.u64(value.high());
                out.u64(low);
            }
            case ADDRESS -> {
                boolean v6 = value.format() == IPV6;
                out.u8(v6 ? IP6_FAMILY : IP4_FAMILY);
                out.u64(v6 ? value.high() : 0);
                out.u64(low);
            }
            case PREFIX4 -> {
                out.u8(value.prefixLength());
                out.u32(low);
            }
            case PREFIX6 -> {
                out.u8(value.prefixLength());
                out.u64(value.high());
                out.u64(low);
            }
            case INTERFACE -> {
                out.u8(low >>> 32);
                out.u32(low);
            }
            case TEXT -> {
                if (value.format() == TEXT) {
                    out.text(value.bytes(), value.start(), value.end());
                } else {
                    value.appendTo(scratch.clear());
                    out.text(scratch.bytes(), 0, scratch.length());
                }
            }
        }
    }

    /** Writes a value that this format {@link #holds} into a key of fixed width: the same bytes. */
    public void encode(KeyValue value, KeyWords out) {
        long low = value.low();
        switch (this) {
            case IPV6 -> {
                out.put(value.high(), Long.SIZE);
                out.put(low, Long.SIZE);
            }
            case ADDRESS -> {
                boolean v6 = value.format() == IPV6;
                out.put(v6 ? IP6_FAMILY : IP4_FAMILY, Byte.SIZE);
                out.put(v6 ? value.high() : 0, Long.SIZE);
                out.put(low, Long.SIZE);
            }
            case PREFIX4 -> {
                out.put(value.prefixLength() & 0xff, Byte.SIZE);
                out.put(low & 0xffff_ffffL, Integer.SIZE);
            }
            case PREFIX6 -> {
                out.put(value.prefixLength() & 0xff, Byte.SIZE);
                out.put(value.high(), Long.SIZE);
                out.put(low, Long.SIZE);
            }
            case TEXT -> throw new IllegalStateException("text has no fixed width");
            default -> out.put(low & mask, width * Byte.SIZE);
        }
    }

    /** Reads back what {@link #encode} wrote. Answers the index behind it. */
    public int decode(byte[] key, int at, KeyValue into) {
        if (this == TEXT) {
            int from = at + 2;
            int to = from + (int) number(key, at, 2);
            into.text(key, from, to);
            return to;
        }
        switch (this) {
            case IPV6 -> into.ipv6(number(key, at, 8), number(key, at + 8, 8));
            case ADDRESS -> {
                if (key[at] == IP6_FAMILY) {
                    into.ipv6(number(key, at + 1, 8), number(key, at + 9, 8));
                } else {
                    into.ipv4(number(key, at + 9, 8));
                }
            }
            case PREFIX4 -> into.prefix(this, 0, number(key, at + 1, 4), key[at]);
            case PREFIX6 -> into.prefix(this, number(key, at + 1, 8), number(key, at + 9, 8), key[at] & 0xFF);
            default -> into.unsigned(this, number(key, at, width));
        }
        return at + width;
    }

    private static long number(byte[] key, int at, int size) {
        long value = 0;
        for (int i = at; i < at + size; i++) {
            value = value << 8 | key[i] & 0xFF;
        }
        return value;
    }

    /** Sets the value whose text this is. Answers false when no value of this format has exactly this text. */
    public boolean parse(String text, KeyValue into) {
        boolean set = switch (this) {
            case U8, U16, U32, U64 -> unsigned(text, into);
            case S64 ->
                text.startsWith("-")
                        && DecimalText.canonical(text.substring(1)) > 0
                        && into.signed(-DecimalText.canonical(text.substring(1)));
            case BOOLEAN -> text.equals("true") ? into.flag(true) : text.equals("false") && into.flag(false);
            case BITS2, BITS3, BITS8, BITS9, BITS16 ->
                text.matches("[01]{1,16}") && into.unsigned(this, Long.parseLong(text, 2));
            case MAC -> text.matches("[0-9A-F]{12}") && into.unsigned(this, Long.parseLong(text, 16));
            case IPV4, IPV6, ADDRESS -> address(text, into);
            case INTERFACE -> InterfaceText.parse(text) >= 0 && into.unsigned(this, InterfaceText.parse(text));
            case PREFIX4, PREFIX6 -> prefix(text, into);
            case REAL -> REAL_TEXT.matcher(text).matches() && into.real(Double.parseDouble(text));
            case TEXT -> {
                into.startText().utf8(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
                yield into.endText();
            }
        };
        return set && holds(into) && into.toString().equals(text);
    }

    private boolean unsigned(String text, KeyValue into) {
        long number = DecimalText.canonical(text);
        return number >= 0 && into.unsigned(this, number) && (width >= 8 || number >>> 8 * width == 0);
    }

    private static boolean address(String text, KeyValue into) {
        IpAddress address = IpAddress.parse(text).orElse(null);
        if (address == null) {
            return false;
        }
        return address.v6() ? into.ipv6(address.high(), address.low()) : into.ipv4(address.low());
    }

    private boolean prefix(String text, KeyValue into) {
        int slash = text.indexOf('/');
        long bits = slash < 0 ? -1 : DecimalText.canonical(text.substring(slash + 1));
        if (bits < 0 || bits > 128 || !address(text.substring(0, slash), into)) {
            return false;
        }
        boolean v6 = into.format() == IPV6;
        return v6 == (this == PREFIX6) && into.prefix(this, v6 ? into.high() : 0, into.low(), (int) bits);
    }
}
