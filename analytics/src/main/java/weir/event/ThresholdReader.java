package weir.event;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import weir.metric.DataSourceId;
import weir.metric.query.RowFilter;
import weir.request.InvalidRequestException;
import weir.request.ResourceName;

/** Reads the attributes of a threshold from parsed JSON: defaults, bounds, types. Unknown attributes are ignored. */
final class ThresholdReader {

    private static final Pattern NUMBER =
            Pattern.compile("[+-]?([0-9]{1,18}(\\.[0-9]{0,18})?|\\.[0-9]{1,18})([eE][+-]?[0-9]{1,3})?");

    private final Map<String, ?> attributes;

    ThresholdReader(Map<String, ?> attributes) {
        this.attributes = attributes;
    }

    Threshold read(String name) {
        ResourceName.check("threshold", name);
        String metric = metric();
        int dot = metric.lastIndexOf('.');
        double timeout = number("timeout").orElse(Threshold.DEFAULT_TIMEOUT);
        if (timeout < 0) {
            throw new InvalidRequestException("timeout is less than 0: " + attributes.get("timeout"));
        }
        return new Threshold(
                name,
                metric,
                metric.substring(dot + 1),
                dot < 0 ? Optional.empty() : Optional.of(dataSource(metric.substring(0, dot))),
                number("value").orElseThrow(() -> new InvalidRequestException("value is missing")),
                filter(),
                flag("byFlow"),
                timeout);
    }

    private String metric() {
        Object given = attributes.get("metric");
        if (given == null) {
            throw new InvalidRequestException("metric is missing");
        }
        if (!(given instanceof String metric)) {
            throw new InvalidRequestException("metric is not a text: " + given);
        }
        if (metric.indexOf(':') >= 0) {
            throw new InvalidRequestException("metric '" + metric
                    + "' has a ':'; a threshold watches every data source by itself, not a statistic");
        }
        if (metric.isBlank() || metric.endsWith(".")) {
            throw new InvalidRequestException("metric '" + metric + "' has no name");
        }
        return metric;
    }

    private static DataSourceId dataSource(String text) {
        return DataSourceId.parse(text)
                .orElseThrow(() -> new InvalidRequestException("metric: no data source can be called '" + text + "'"));
    }

    private Optional<Double> number(String attribute) {
        Object given = attributes.get(attribute);
        if (given == null) {
            return Optional.empty();
        }
        double number = switch (given) {
            case Number value -> value.doubleValue();
            case String text when NUMBER.matcher(text.strip()).matches() -> Double.parseDouble(text.strip());
            default -> Double.NaN;
        };
        if (!Double.isFinite(number)) {
            throw new InvalidRequestException(attribute + " is not a number: " + given);
        }
        return Optional.of(number);
    }

    private Optional<Boolean> flag(String attribute) {
        return switch (attributes.get(attribute)) {
            case null -> Optional.empty();
            case Boolean value -> Optional.of(value);
            case String text when text.equals("true") || text.equals("false") -> Optional.of(text.equals("true"));
            case Object other -> throw new InvalidRequestException(attribute + " is neither true nor false: " + other);
        };
    }

    private Map<String, List<String>> filter() {
        Map<String, List<String>> filter = new LinkedHashMap<>();
        switch (attributes.get("filter")) {
            case null -> {}
            case Map<?, ?> conditions ->
                conditions.forEach(
                        (metric, texts) -> filter.put(String.valueOf(metric), texts(String.valueOf(metric), texts)));
            case Object other ->
                throw new InvalidRequestException("filter is not an object of arrays by metric: " + other);
        }
        return filter;
    }

    private static List<String> texts(String metric, @Nullable Object given) {
        if (!(given instanceof List<?> elements)) {
            throw new InvalidRequestException("filter: " + metric + " is not an array: " + given);
        }
        List<String> texts = new ArrayList<>();
        for (Object element : elements) {
            switch (element) {
                case String text -> texts.add(text);
                case Number number -> texts.add(RowFilter.text(number.doubleValue()));
                case Boolean flag -> texts.add(flag.toString());
                default ->
                    throw new InvalidRequestException(
                            "filter: " + metric + " has an element that is neither text nor number: " + element);
            }
        }
        return texts;
    }
}
