package weir.script.call;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.SimpleDateFormat;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.mozilla.javascript.Context;
import weir.net.IpAddress;
import weir.request.InvalidRequestException;
import weir.script.js.Arguments;
import weir.script.js.Call;

/** Functions on texts, numbers and addresses. Source: script API reference, section 14. */
final class TextFunctions {

    private static final int IPV4_BITS = 32;
    private static final int IPV6_BITS = 128;

    private TextFunctions() {}

    static Map<String, Call> calls() {
        Map<String, Call> calls = new HashMap<>();
        calls.put("formatDate", TextFunctions::formatDate);
        calls.put("formatNumber", TextFunctions::formatNumber);
        calls.put("md5", arguments -> md5(arguments.needed(0, "text")));
        calls.put("base64Encode", arguments -> Base64.getEncoder().encodeToString(utf8(arguments.needed(0, "text"))));
        calls.put("base64Decode", TextFunctions::base64Decode);
        calls.put("mask", TextFunctions::mask);
        calls.put("ipRangeToCidrList", TextFunctions::ipRange);
        return calls;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Locale locale(Arguments arguments) {
        return arguments
                .text(2)
                .map(language -> Locale.of(language, arguments.text(3).orElse("")))
                .orElse(Locale.getDefault());
    }

    private static Object formatDate(Arguments arguments) {
        double millis = arguments.isMissing(0) ? Double.NaN : Context.toNumber(arguments.raw(0));
        if (Double.isNaN(millis)) {
            throw new InvalidRequestException("a date is needed");
        }
        try {
            return new SimpleDateFormat(arguments.needed(1, "pattern"), locale(arguments)).format((long) millis);
        } catch (IllegalArgumentException e) {
            throw new InvalidRequestException("pattern: " + e.getMessage());
        }
    }

    private static Object formatNumber(Arguments arguments) {
        double number = arguments.number(0).orElse(Double.NaN);
        try {
            return new DecimalFormat(
                            arguments.needed(1, "pattern"), DecimalFormatSymbols.getInstance(locale(arguments)))
                    .format(number);
        } catch (IllegalArgumentException e) {
            throw new InvalidRequestException("pattern: " + e.getMessage());
        }
    }

    private static String md5(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(utf8(text)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }

    private static Object base64Decode(Arguments arguments) {
        try {
            return new String(Base64.getMimeDecoder().decode(arguments.needed(0, "text")), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new InvalidRequestException("text is not Base64: " + e.getMessage());
        }
    }

    private static byte[] bytes(String text) {
        IpAddress address = IpAddress.parse(text)
                .orElseThrow(() -> new InvalidRequestException("'" + text + "' is not an address"));
        try {
            return InetAddress.getByName(address.toString()).getAddress();
        } catch (UnknownHostException e) {
            throw new InvalidRequestException("'" + text + "' is not an address");
        }
    }

    private static String text(BigInteger value, int bits) {
        byte[] bytes = new byte[bits / Byte.SIZE];
        byte[] digits = value.toByteArray();
        int length = Math.min(digits.length, bytes.length);
        System.arraycopy(digits, digits.length - length, bytes, bytes.length - length, length);
        try {
            String text = InetAddress.getByAddress(bytes).getHostAddress();
            return IpAddress.parse(text).map(IpAddress::toString).orElse(text);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of any bytes", e);
        }
    }

    private static Object mask(Arguments arguments) {
        byte[] bytes = bytes(arguments.needed(0, "address"));
        int all = bytes.length * Byte.SIZE;
        int bits = (int) Math.clamp(arguments.number(1).orElse(all), 0, all);
        BigInteger network = new BigInteger(1, bytes).shiftRight(all - bits).shiftLeft(all - bits);
        return text(network, all == IPV6_BITS ? IPV6_BITS : IPV4_BITS) + "/" + bits;
    }

    /** The fewest prefixes that cover a range: each is the largest that begins where the one before has ended. */
    private static Object ipRange(Arguments arguments) {
        byte[] from = bytes(arguments.needed(0, "first"));
        byte[] to = bytes(arguments.needed(1, "last"));
        if (from.length != Integer.BYTES || to.length != Integer.BYTES) {
            throw new InvalidRequestException("the range must be of IPv4 addresses");
        }
        long next = new BigInteger(1, from).longValueExact();
        long last = new BigInteger(1, to).longValueExact();
        List<String> prefixes = new ArrayList<>();
        while (next <= last) {
            int free = next == 0 ? IPV4_BITS : Long.numberOfTrailingZeros(next);
            int room = Long.SIZE - 1 - Long.numberOfLeadingZeros(last - next + 1);
            int size = Math.min(free, room);
            prefixes.add(text(BigInteger.valueOf(next), IPV4_BITS) + "/" + (IPV4_BITS - size));
            next += 1L << size;
        }
        return prefixes;
    }
}
