package weir.script.call;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.flow.ActiveFlow;
import weir.flow.AggMode;
import weir.flow.Estimate;
import weir.flow.FlowSource;
import weir.flow.key.FlowDefinition;
import weir.metric.query.MetricSummary;
import weir.metric.query.TopKey;
import weir.request.InvalidRequestException;
import weir.request.NotFoundException;
import weir.script.js.Arguments;
import weir.script.js.Call;
import weir.service.ActiveFlowsQuery;
import weir.service.FlowService;
import weir.service.LocatedFlow;
import weir.service.MetricService;
import weir.topology.Place.LinkEnd;

/** Functions about flows. Source: script API reference, section 4. */
final class FlowFunctions {

    private static final Logger LOG = LoggerFactory.getLogger(FlowFunctions.class);

    /** Attributes that are numbers; apps hand over texts that are none, and mean the default. */
    private static final List<String> NUMBERS = List.of("n", "t", "activeTimeout");

    private final FlowService flows;
    private final MetricService metrics;
    private final Definitions definitions;

    FlowFunctions(FlowService flows, MetricService metrics, Definitions definitions) {
        this.flows = flows;
        this.metrics = metrics;
        this.definitions = definitions;
    }

    Map<String, Call> calls() {
        Map<String, Call> calls = new HashMap<>();
        calls.put("setFlow", this::setFlow);
        calls.put("clearFlow", this::clearFlow);
        calls.put("flowKeys", arguments -> flows.flowKeys());
        calls.put("activeFlows", this::activeFlows);
        calls.put("flowValue", this::flowValue);
        calls.put("flowValues", this::flowValues);
        calls.put("flowLocations", this::flowLocations);
        return calls;
    }

    private Object setFlow(Arguments arguments) {
        String name = arguments.text(0).orElse("");
        try {
            Map<String, Object> members = new LinkedHashMap<>(
                    arguments.object(1).orElseThrow(() -> new InvalidRequestException("the definition is missing")));
            if (!members.containsKey("value")) {
                throw new InvalidRequestException("value is missing");
            }
            for (String number : NUMBERS) {
                if (members.get(number) instanceof String text && !isNumber(text)) {
                    members.remove(number);
                }
            }
            definitions.flow(FlowDefinition.ofScript(name, members));
            return true;
        } catch (InvalidRequestException e) {
            LOG.info("setFlow refused '{}': {}", name, e.getMessage());
            return false;
        }
    }

    private static boolean isNumber(String text) {
        try {
            return Double.isFinite(Double.parseDouble(text.strip()));
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private Object clearFlow(Arguments arguments) {
        arguments.text(0).ifPresent(definitions::clearFlow);
        return true;
    }

    private Object activeFlows(Arguments arguments) {
        double maxFlows = arguments.number(2).orElse(ActiveFlowsQuery.DEFAULT_MAX_FLOWS);
        ActiveFlowsQuery query = new ActiveFlowsQuery(
                arguments.text(0).orElse("ALL"),
                arguments.text(1).orElse(""),
                (int) Math.clamp(maxFlows, 0, Integer.MAX_VALUE),
                arguments.number(3).orElse(0),
                AggMode.of(arguments.text(4).orElse("")),
                "");
        return flows.activeFlows(query).stream().map(FlowFunctions::activeFlow).toList();
    }

    private static Map<String, Object> activeFlow(ActiveFlow flow) {
        Map<String, Object> members = new LinkedHashMap<>();
        flow.source().ifPresent(source -> source(members, source));
        members.put("flowN", flow.flowN());
        members.put("key", flow.key().text());
        members.put("value", flow.value());
        quality(members, flow.values(), flow.estimate());
        return members;
    }

    static void source(Map<String, Object> members, FlowSource source) {
        source.agent().ifPresent(agent -> members.put("agent", agent.toString()));
        source.dataSource().ifPresent(dataSource -> members.put("dataSource", dataSource.toString()));
    }

    static void quality(Map<String, Object> members, List<Double> values, Optional<Estimate> estimate) {
        if (!values.isEmpty()) {
            members.put("values", values);
        }
        estimate.ifPresent(known -> {
            members.put("samples", known.samples());
            members.put("error", known.error());
        });
    }

    private @Nullable Object flowValue(Arguments arguments) {
        try {
            return flows.flowValue(
                    arguments.text(0).orElse(""), arguments.text(1).orElse(""), arguments.text(2));
        } catch (NotFoundException e) {
            return null;
        }
    }

    private @Nullable Object flowValues(Arguments arguments) {
        String key = arguments.text(2).orElse("");
        List<MetricSummary> found =
                metrics.metric(arguments.text(0).orElse(""), arguments.text(1).orElse(""), Map.of());
        return found.stream()
                .flatMap(summary -> summary.topKeys().stream())
                .filter(top -> top.key().equals(key))
                .findFirst()
                .map(FlowFunctions::values)
                .orElse(null);
    }

    private static Map<String, Object> values(TopKey top) {
        return Map.of("value", top.value(), "values", top.values(), "lastUpdate", top.lastUpdate());
    }

    private @Nullable Object flowLocations(Arguments arguments) {
        Optional<String> key = arguments.text(2);
        if (key.isEmpty()) {
            return null;
        }
        try {
            return flows
                    .flowLocations(
                            arguments.text(0).orElse("ALL"), arguments.text(1).orElse(""), key)
                    .stream()
                    .map(FlowFunctions::location)
                    .toList();
        } catch (NotFoundException e) {
            return List.of();
        }
    }

    private static Map<String, Object> location(LocatedFlow location) {
        Map<String, Object> members = new LinkedHashMap<>();
        source(members, location.flow().source());
        Optional<LinkEnd> link = location.link();
        if (link.isPresent()) {
            LinkEnd end = link.get();
            members.put("linkname", end.name().toString());
            members.put("localnode", end.localNode().toString());
            members.put("localport", end.localPort().toString());
            members.put("remotenode", end.remoteNode().toString());
            members.put("remoteport", end.remotePort().toString());
        } else {
            members.put("node", location.node());
            members.put("port", location.port());
        }
        members.put("value", location.flow().value());
        return members;
    }
}
