package weir.bgp.message;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import weir.bgp.message.BgpMessage.Notification;

/** Errors in words. Source: RFC 4271, section 6; RFC 4486; RFC 6608; RFC 9003. */
final class NotificationText {

    private static final List<String> CODES = List.of(
            "",
            "message header error",
            "OPEN message error",
            "UPDATE message error",
            "hold timer expired",
            "state machine error",
            "cease",
            "ROUTE-REFRESH message error");

    private static final Map<Integer, List<String>> SUBCODES = Map.of(
            1, List.of("", "not synchronized", "bad length", "bad type"),
            2,
                    List.of(
                            "",
                            "unsupported version",
                            "bad peer AS",
                            "bad identifier",
                            "unsupported parameter",
                            "",
                            "unacceptable hold time",
                            "unsupported capability"),
            3,
                    List.of(
                            "",
                            "malformed attribute list",
                            "unrecognized well-known attribute",
                            "missing well-known attribute",
                            "attribute flags error",
                            "attribute length error",
                            "invalid ORIGIN",
                            "",
                            "invalid NEXT_HOP",
                            "optional attribute error",
                            "invalid network field",
                            "malformed AS_PATH"),
            5, List.of("", "unexpected in OpenSent", "unexpected in OpenConfirm", "unexpected in Established"),
            6,
                    List.of(
                            "",
                            "maximum number of prefixes",
                            "administrative shutdown",
                            "peer de-configured",
                            "administrative reset",
                            "connection rejected",
                            "other configuration change",
                            "connection collision",
                            "out of resources",
                            "hard reset"));

    private NotificationText() {}

    static String of(Notification notification) {
        String code = find(CODES, notification.code());
        String subcode = find(SUBCODES.getOrDefault(notification.code(), List.of()), notification.subcode());
        String reason = notification.code() == 6 && (notification.subcode() == 2 || notification.subcode() == 4)
                ? reason(notification.detail())
                : "";
        return (code.isEmpty() ? "error " + notification.code() : code)
                + (subcode.isEmpty() ? notification.subcode() == 0 ? "" : " " + notification.subcode() : ", " + subcode)
                + reason;
    }

    private static String find(List<String> words, int index) {
        return index >= 0 && index < words.size() ? words.get(index) : "";
    }

    /** What the operator of the other side says; printable characters only. */
    private static String reason(byte[] detail) {
        int length = detail.length == 0 ? 0 : Math.min(detail[0] & 0xFF, detail.length - 1);
        String text = new String(detail, Math.min(1, detail.length), length, StandardCharsets.UTF_8);
        return length == 0 ? "" : ": " + text.replaceAll("\\p{C}", "?");
    }
}
