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
            row(
                    "group:<key>:<set>[:<set>…]",
                    "name of the group with the longest matching prefix, in the first of the sets that has a match; null when none has",
                    "group:ipsource:sites",
                    "east",
                    2,
                    ANY,
                    FIRST,
                    FINE,
                    AddressFunctions::group),
            row(
                    "map:<key>:<map>[:<map>…]",
                    "label of the first map that has exactly this text",
                    "map:udpsourceport:services",
                    "game",
                    2,
                    ANY,
                    FIRST,
                    FINE,
                    NameFunctions::map),
            row(
                    "country:<key>[:code|name|both]",
                    "country of an address, as two letters (`code`, the default), in words (`name`) or `both`; null without a database",
                    "country:ipsource",
                    "US",
                    1,
                    ANY,
                    FIRST,
                    AddressFunctions::checkCountry,
                    AddressFunctions::country),
            row(
                    "asn:<key>[:number|descr|both]",
                    "number of the autonomous system that an address belongs to (the default), its organisation (`descr`) or `both`; null without a database",
                    "asn:ipsource",
                    "64500",
                    1,
                    ANY,
                    FIRST,
                    AddressFunctions::checkSystem,
                    AddressFunctions::system),
            row(
                    "dns:<key>",
                    "reverse name of an address, absolute; null until it was found, and always without `dns.servers`",
                    "dns:ipsource",
                    "www.example.com.",
                    1,
                    ANY,
                    FIRST,
                    FINE,
                    AddressFunctions::reverseName),
            row(
                    "oui:<key>[:prefix|name]",
                    "first six digits of a MAC address (`prefix`, the default) or the vendor they belong to (`name`), null when that is not listed",
                    "oui:macsource",
                    "020000",
                    1,
                    ANY,
                    FIRST,
                    NameFunctions::checkVendor,
                    NameFunctions::vendor),
            row(
                    "host:<key>[:<metric>]",
                    "text metric (default `host_name`) of the host or virtual machine with this MAC address, IP address or UUID; virtual machines have those that begin with `vir_`",
                    "host:macsource",
                    "web1",
                    1,
                    ANY,
                    FIRST,
                    FINE,
                    NameFunctions::host),
            row(
                    "node:<key>",
                    "topology node of the agent that owns an interface",
                    "node:inputifindex",
                    "leaf1",
                    1,
                    ANY,
                    FIRST,
                    FINE,
                    NameFunctions::node),
            row(
                    "ifname:<key>",
                    "name of an interface: of its topology port, else its metric `ifname`",
                    "ifname:inputifindex",
                    "swp1",
                    1,
                    ANY,
                    FIRST,
                    FINE,
                    NameFunctions::interfaceName),
            row(
                    "link:<key>",
                    "topology link at an interface; null at the edge",
                    "link:outputifindex",
                    "L1",
                    1,
                    ANY,
                    FIRST,
                    FINE,
                    NameFunctions::link),
            row(
                    "mask:<key>:<bits>",
                    "prefix of an address with its length; longer than the address is its whole length, without a length it is null",
                    "mask:ipsource:24",
                    "10.1.2.0/24",
                    1,
                    2,
                    FIRST,
                    AddressFunctions::checkMask,
                    AddressFunctions::mask),
            row(
                    "prefix:<key>:<delimiter>:<n>",
                    "first n parts of a text, all of it when there are fewer; before a leading delimiter is an empty part",
                    "prefix:stack:.:2",
                    "eth.ip",
                    3,
                    3,
                    FIRST,
                    TextFunctions::checkTokens,
                    TextFunctions::prefix),
            row(
                    "suffix:<key>:<delimiter>:<n>",
                    "last n parts of a text, all of it when there are fewer",
                    "suffix:stack:.:1",
                    "udp",
                    3,
                    3,
                    FIRST,
                    TextFunctions::checkTokens,
                    TextFunctions::suffix),
            row(
                    "first:<key>:<delimiter>:<text>[:<text>…]",
                    "first part of a text that is one of those listed; null when none is",
                    "first:stack:.:ip:ip6",
                    "ip",
                    3,
                    ANY,
                    FIRST,
                    TextFunctions::checkDelimiter,
                    TextFunctions::first),
            row(
                    "or:<key>[:<key>…]",
                    "first of the keys that is not null",
                    "or:ip6source:ipsource",
                    "10.1.2.3",
                    1,
                    ANY,
                    ALL,
                    FINE,
                    LogicFunctions::or),
            row(
                    "null:<key>[:<text>]",
                    "the key, or the text (default `null`) when it is null; the text may be empty",
                    "null:ip6source:NA",
                    "NA",
                    1,
                    2,
                    FIRST,
                    FINE,
                    LogicFunctions::orText),
            row(
                    "eq:<key>[:<key>…]",
                    "`true` when all have the same text, else `false`",
                    "eq:udpsourceport:udpdestinationport",
                    "false",
                    1,
                    ANY,
                    ALL,
                    FINE,
                    LogicFunctions::equal),
            row(
                    "if:<key>:<text>:<key>[:<key>]",
                    "third argument when the first has that text, else the fourth, null without one; both are keys",
                    "if:ipprotocol:17:udpsourceport:tcpsourceport",
                    "5000",
                    3,
                    4,
                    ALL_BUT_SECOND,
                    FINE,
                    LogicFunctions::choose),
            row(
                    "range:<key>:<low>[:<high>]",
                    "`true` when a number lies between two bounds, both included, else `false`; a bound may be empty",
                    "range:udpsourceport:1024:5000",
                    "true",
                    2,
                    3,
                    FIRST,
                    LogicFunctions::checkRange,
                    LogicFunctions::range),
            row(
                    "concat:<text>:<key>[:<key>…]",
                    "all keys with the text between them; the text may be empty",
                    "concat:_:ipsource:ipdestination",
                    "10.1.2.3_10.0.0.2",
                    2,
                    ANY,
                    ALL_BUT_FIRST,
                    FINE,
                    TextFunctions::concat),
            row(
                    "bits:<key>:<mask>",
                    "bits of a number that a decimal mask names, at their places",
                    "bits:ipid:65280",
                    "4608",
                    2,
                    ANY,
                    FIRST,
                    LogicFunctions::checkMask,
                    LogicFunctions::bits),
            row(
                    "hash:<key>[:<key>…]",
                    "CRC-32 of the keys joined with commas, eight digits",
                    "hash:ipsource",
                    "f6145d61",
                    1,
                    ANY,
                    ALL,
                    FINE,
                    TextFunctions::hash),
            row(
                    "lc:<key>",
                    "lower case",
                    "lc:[oui:macsource:name]",
                    "example corp.",
                    1,
                    1,
                    FIRST,
                    FINE,
                    TextFunctions::lower),
            row("uc:<key>", "upper case", "uc:stack", "ETH.IP.UDP", 1, 1, FIRST, FINE, TextFunctions::upper),
            row(
                    "uri:<key>[:<part>]",
                    "part of a URL: `scheme`, `authority`, `host`, `port`, `path`, `file`, `extension`, `query` or `fragment`; the whole without a part",
                    "uri:httpurl:file",
                    "json.html",
                    1,
                    ANY,
                    FIRST,
                    UriFunction::check,
                    UriFunction::make));

    private KeyFunctionTable() {}

    private static KeyFunction row(
            String usage,
            String sentence,
            String example,
            String result,
            int least,
            int most,
            KeyFunction.Keys keys,
            KeyFunction.Check check,
            KeyFunction.Factory factory) {
        return new KeyFunction(
                usage.substring(0, usage.indexOf(':')),
                usage,
                sentence,
                new KeyFunction.Example(example, result),
                least,
                most,
                keys,
                check,
                factory);
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
