package weir.flow.key;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All key functions, as rows.
 *
 * <p>Thread: any; immutable.
 */
final class KeyFunctionTable {

    private static final int ANY = -1;
    private static final KeyFunction.Keys FIRST = position -> position == 0;
    private static final KeyFunction.Keys ALL = position -> true;
    private static final KeyFunction.Keys ALL_BUT_FIRST = position -> position > 0;
    private static final KeyFunction.Keys ALL_BUT_SECOND = position -> position != 1;
    private static final KeyFunction.Check FINE = arguments -> null;

    private static final Map<String, KeyFunction> ROWS = rows(
            row("group:<key>:<set>[:<set>…]", 2, ANY, FIRST, FINE, AddressFunctions::group),
            row("map:<key>:<map>[:<map>…]", 2, ANY, FIRST, FINE, NameFunctions::map),
            row(
                    "country:<key>[:code|name|both]",
                    1,
                    ANY,
                    FIRST,
                    AddressFunctions::checkCountry,
                    AddressFunctions::country),
            row(
                    "asn:<key>[:number|descr|both]",
                    1,
                    ANY,
                    FIRST,
                    AddressFunctions::checkSystem,
                    AddressFunctions::system),
            row("dns:<key>", 1, ANY, FIRST, FINE, AddressFunctions::reverseName),
            row("oui:<key>[:prefix|name]", 1, ANY, FIRST, NameFunctions::checkVendor, NameFunctions::vendor),
            row("host:<key>[:<metric>]", 1, ANY, FIRST, FINE, NameFunctions::host),
            row("node:<key>", 1, ANY, FIRST, FINE, NameFunctions::node),
            row("ifname:<key>", 1, ANY, FIRST, FINE, NameFunctions::interfaceName),
            row("link:<key>", 1, ANY, FIRST, FINE, NameFunctions::link),
            row("mask:<key>:<bits>", 1, ANY, FIRST, AddressFunctions::checkMask, AddressFunctions::mask),
            row("prefix:<key>:<delimiter>:<n>", 3, 3, FIRST, TextFunctions::checkTokens, TextFunctions::prefix),
            row("suffix:<key>:<delimiter>:<n>", 3, 3, FIRST, TextFunctions::checkTokens, TextFunctions::suffix),
            row(
                    "first:<key>:<delimiter>:<text>[:<text>…]",
                    3,
                    ANY,
                    FIRST,
                    TextFunctions::checkDelimiter,
                    TextFunctions::first),
            row("or:<key>[:<key>…]", 1, ANY, ALL, FINE, LogicFunctions::or),
            row("null:<key>[:<text>]", 1, 2, FIRST, FINE, LogicFunctions::orText),
            row("eq:<key>[:<key>…]", 1, ANY, ALL, FINE, LogicFunctions::equal),
            row("if:<key>:<text>:<key>[:<key>]", 3, 4, ALL_BUT_SECOND, FINE, LogicFunctions::choose),
            row("range:<key>:<low>[:<high>]", 2, 3, FIRST, LogicFunctions::checkRange, LogicFunctions::range),
            row("concat:<text>:<key>[:<key>…]", 2, ANY, ALL_BUT_FIRST, FINE, TextFunctions::concat),
            row("bits:<key>:<mask>", 2, ANY, FIRST, LogicFunctions::checkMask, LogicFunctions::bits),
            row("hash:<key>[:<key>…]", 1, ANY, ALL, FINE, TextFunctions::hash),
            row("lc:<key>", 1, 1, FIRST, FINE, TextFunctions::lower),
            row("uc:<key>", 1, 1, FIRST, FINE, TextFunctions::upper),
            row("uri:<key>[:<part>]", 1, ANY, FIRST, UriFunction::check, UriFunction::make));

    private KeyFunctionTable() {}

    private static KeyFunction row(
            String usage,
            int least,
            int most,
            KeyFunction.Keys keys,
            KeyFunction.Check check,
            KeyFunction.Factory factory) {
        return new KeyFunction(usage.substring(0, usage.indexOf(':')), usage, least, most, keys, check, factory);
    }

    private static Map<String, KeyFunction> rows(KeyFunction... rows) {
        Map<String, KeyFunction> byName = new LinkedHashMap<>();
        for (KeyFunction row : rows) {
            byName.put(row.name(), row);
        }
        return byName;
    }

    /** The function with a name. Absent: null. */
    static @Nullable KeyFunction find(String name) {
        return ROWS.get(name);
    }

    /** All functions, in the order of the table. */
    static Collection<KeyFunction> all() {
        return ROWS.values();
    }
}
