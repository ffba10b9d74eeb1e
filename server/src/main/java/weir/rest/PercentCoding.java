package weir.rest;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import weir.request.InvalidRequestException;

/**
 * Percent-encoded text of a URL. Source: RFC 3986, section 2.1.
 */
final class PercentCoding {

    private PercentCoding() {}

    /**
     * Decodes UTF-8.
     *
     * @param plusIsBlank whether {@code +} means a blank, as in a query
     * @throws InvalidRequestException a {@code %} is not followed by two hex digits, or the bytes are not UTF-8
     */
    static String decode(String text, boolean plusIsBlank) {
        if (text.indexOf('%') < 0 && (!plusIsBlank || text.indexOf('+') < 0)) {
            return text;
        }
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer decoded = ByteBuffer.allocate(raw.length);
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] == '%') {
                decoded.put((byte) (hex(raw, i + 1, text) << 4 | hex(raw, i + 2, text)));
                i += 2;
            } else {
                decoded.put(raw[i] == '+' && plusIsBlank ? (byte) ' ' : raw[i]);
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(decoded.flip()).toString();
        } catch (CharacterCodingException e) {
            throw new InvalidRequestException("'" + text + "' is not UTF-8");
        }
    }

    private static int hex(byte[] raw, int at, String text) {
        int digit = at < raw.length ? Character.digit(raw[at], 16) : -1;
        if (digit < 0) {
            throw new InvalidRequestException("'" + text + "' has a % that is not followed by two hex digits");
        }
        return digit;
    }
}
