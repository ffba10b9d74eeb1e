package weir.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import weir.metric.DataSourceId;
import weir.metric.query.Cell;
import weir.net.IpAddress;
import weir.rest.AnalyzerFigures;
import weir.rest.Answer;
import weir.rest.Figures;
import weir.rest.RestCall;
import weir.rest.RestRequest;
import weir.service.EngineStatus;
import weir.service.MetricService;

/**
 * Calls that answer in the text format of Prometheus. Source: REST API reference, section 11.
 *
 * <p>Thread: any.
 */
public final class PrometheusCalls {

    private final AnalyzerFigures figures;
    private final MetricService service;
    private final String prefix;
    private final boolean types;

    /** What a series is told apart by, besides its name. */
    private record Source(IpAddress agent, DataSourceId dataSource) {}

    /**
     * Calls of a service.
     *
     * @param prefix of every name
     * @param types whether a line tells the type of each name
     */
    public PrometheusCalls(AnalyzerFigures figures, MetricService service, String prefix, boolean types) {
        this.figures = figures;
        this.service = service;
        this.prefix = prefix;
        this.types = types;
    }

    /** The calls by name. */
    public Map<String, RestCall> calls() {
        return Map.of("prometheusAnalyzer", request -> analyzer(), "prometheusMetrics", this::metrics);
    }

    private Answer analyzer() {
        EngineStatus engine = figures.engine();
        return new Answer.Text(200, out -> {
            PrometheusText text = new PrometheusText(out, prefix, types);
            for (Figures.Figure figure : figures.of(engine).list()) {
                if (figure.exported().isPresent() && figure.value() instanceof Number number) {
                    text.series("analyzer_" + figure.exported().get(), Map.of(), number.doubleValue());
                }
            }
            for (Map.Entry<String, Long> bound : engine.boundsReached().entrySet()) {
                text.series("analyzer_bounds_reached", Map.of("bound", bound.getKey()), bound.getValue());
            }
            text.histograms("analyzer_latency_seconds", "stage", engine.latency());
        });
    }

    private Answer metrics(RestRequest request) {
        return new Answer.Text(200, out -> write(request, out));
    }

    /** One question for each name, because the format wants the series of one name together. */
    private void write(RestRequest request, Writer out) throws IOException {
        PrometheusText text = new PrometheusText(out, prefix, types);
        try {
            byName(request.path("metric")).forEach((name, items) -> {
                Set<Source> written = items.size() > 1 ? new HashSet<>() : Set.of();
                for (String item : items) {
                    service.dump(request.path("agent"), item, request.query(), cell -> {
                        boolean first = items.size() == 1 || written.add(new Source(cell.agent(), cell.dataSource()));
                        if (first && cell.numeric()) {
                            series(text, name, cell);
                        }
                    });
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void series(PrometheusText text, String name, Cell cell) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("agent", cell.agent().toString());
        labels.put("datasource", cell.dataSource().toString());
        labels.putAll(service.labels(cell.agent(), cell.dataSource()));
        try {
            text.series(name, labels, cell.number());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The metrics asked for by the name they are written under; two metrics can share one. */
    private SortedMap<String, List<String>> byName(String selector) {
        SortedMap<String, List<String>> byName = new TreeMap<>();
        List<String> items = List.of(selector.split("[,;]"));
        Collection<String> metrics =
                items.contains("ALL") ? service.metricAges().keySet() : items;
        for (String item : metrics) {
            if (!item.isEmpty()) {
                String name = PrometheusText.name(item.substring(item.lastIndexOf('.') + 1));
                byName.computeIfAbsent(name, n -> new ArrayList<>()).add(item);
            }
        }
        return byName;
    }
}
