package weir.flow.key;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import weir.flow.key.FlowDefinition.Aggregation;
import weir.net.IpAddress;
import weir.request.InvalidRequestException;
import weir.request.ResourceName;

/** Reads the attributes of a flow definition from parsed JSON: defaults, bounds, types. Unknown attributes are ignored. */
final class DefinitionReader {

    private static final int DEFAULT_N = 5;
    private static final int LEAST_N = 5;
    private static final int MOST_N = 20;
    private static final double DEFAULT_T = 2;
    private static final double LEAST_T = 0.1;
    private static final double MOST_T = 600;
    private static final int DEFAULT_TIMEOUT = 60;
    private static final int LEAST_TIMEOUT = 10;
    private static final int MOST_TIMEOUT = 3600;
    private static final int MOST_FS = 255;

    private final Map<String, ?> attributes;
    private final boolean lists;

    DefinitionReader(Map<String, ?> attributes, boolean lists) {
        this.attributes = attributes;
        this.lists = lists;
    }

    FlowDefinition read(String name) {
        ResourceName.check("flow", name);
        String value = text("value", "");
        if (value.isBlank() && !attributes.isEmpty()) {
            throw new InvalidRequestException("value is missing");
        }
        FlowDefinition definition = new FlowDefinition(
                name,
                list("keys"),
                value,
                list("values"),
                text("filter", ""),
                (int) Math.clamp(number("n", DEFAULT_N), LEAST_N, MOST_N),
                Math.clamp(number("t", DEFAULT_T), LEAST_T, MOST_T),
                separator(),
                flag("log"),
                flag("flowStart"),
                (int) Math.clamp(number("activeTimeout", DEFAULT_TIMEOUT), LEAST_TIMEOUT, MOST_TIMEOUT),
                addresses("ipfixCollectors"),
                flag("dropped"),
                aggregation());
        ParsedFlow parsed = ParsedFlow.of(definition);
        if (!definition.ipfixCollectors().isEmpty()) {
            IpfixElements.check(parsed);
        }
        return definition;
    }

    private @Nullable Object attribute(String attribute) {
        return attributes.get(attribute);
    }

    private String text(String attribute, String none) {
        return switch (attribute(attribute)) {
            case null -> none;
            case String text -> text;
            case Object other -> throw new InvalidRequestException(attribute + " is not a text: " + other);
        };
    }

    private String separator() {
        String fs = text("fs", ",");
        if (fs.length() > MOST_FS) {
            throw new InvalidRequestException("fs is longer than " + MOST_FS + " characters");
        }
        return fs;
    }

    private String list(String attribute) {
        if (!lists || !(attribute(attribute) instanceof List<?> elements)) {
            return text(attribute, "");
        }
        List<String> texts = new ArrayList<>();
        for (Object element : elements) {
            if (!(element instanceof String text)) {
                throw new InvalidRequestException(attribute + " has an element that is not a text: " + element);
            }
            texts.add(text);
        }
        return String.join(",", texts);
    }

    private double number(String attribute, double none) {
        double number = switch (attribute(attribute)) {
            case null -> none;
            case Number value -> value.doubleValue();
            case String text -> parse(text);
            case Object other -> Double.NaN;
        };
        if (Double.isNaN(number)) {
            throw new InvalidRequestException(attribute + " is not a number: " + attribute(attribute));
        }
        return number;
    }

    private static double parse(String text) {
        return text.strip().matches("-?[0-9]{1,18}(\\.[0-9]{1,18})?") ? Double.parseDouble(text.strip()) : Double.NaN;
    }

    private boolean flag(String attribute) {
        return switch (attribute(attribute)) {
            case null -> false;
            case Boolean value -> value;
            case String text when text.equals("true") -> true;
            case String text when text.equals("false") -> false;
            case Object other -> throw new InvalidRequestException(attribute + " is neither true nor false: " + other);
        };
    }

    private List<IpAddress> addresses(String attribute) {
        List<IpAddress> addresses = new ArrayList<>();
        switch (attribute(attribute)) {
            case null -> {}
            case List<?> elements -> elements.forEach(element -> addresses.add(address(attribute, element)));
            case Object other -> throw new InvalidRequestException(attribute + " is not an array: " + other);
        }
        return addresses;
    }

    private static IpAddress address(String attribute, @Nullable Object element) {
        if (element instanceof String text) {
            return IpAddress.parse(text)
                    .orElseThrow(() -> new InvalidRequestException(attribute + ": '" + text + "' is not an address"));
        }
        throw new InvalidRequestException(attribute + ": " + element + " is not an address");
    }

    private Aggregation aggregation() {
        String mode = text("aggMode", "");
        return switch (mode.toUpperCase(Locale.ROOT)) {
            case "" -> Aggregation.DATA_SOURCE;
            case "AGENT" -> Aggregation.AGENT;
            case "EDGE" -> Aggregation.EDGE;
            default -> throw new InvalidRequestException("aggMode is AGENT or EDGE, not '" + mode + "'");
        };
    }
}
