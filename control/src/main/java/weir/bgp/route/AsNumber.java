package weir.bgp.route;

import weir.request.InvalidRequestException;

/** Numbers of autonomous systems, 32 bits, as unsigned decimal text. Source: RFC 6793. */
public final class AsNumber {

    /** Stands for systems above 65535 where a peer knows only 16 bits. */
    public static final int TRANS = 23456;

    private AsNumber() {}

    /**
     * Reads a number.
     *
     * @throws InvalidRequestException it is none
     */
    public static int parse(String text) {
        return Parts.number("AS number", text.strip(), 0xFFFF_FFFFL);
    }
}
