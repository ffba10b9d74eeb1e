package weir.fuzz;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import weir.flow.attribute.KeyBuffer;
import weir.flow.attribute.SampleContext;
import weir.flow.attribute.SampleSeeds;
import weir.flow.attribute.Sampling;
import weir.flow.key.CompiledFlow;
import weir.flow.key.DefinitionSet;
import weir.flow.key.FlowDefinition;
import weir.request.InvalidRequestException;

/**
 * Reads a definition from text and checks what holds for all: it is refused with a sentence, or it can be read back, and
 * evaluates samples of all kinds without an exception; and a filter and its negation accept each sample between them,
 * once.
 */
final class DefinitionCheck {

    private static final String[] ATTRIBUTES = {"keys", "value", "filter", "values", "fs"};

    private final List<byte[]> samples = SampleSeeds.datagrams();
    private final Sampling sampling = new Sampling(this::evaluate);
    private @Nullable CompiledFlow flow;
    private @Nullable CompiledFlow opposite;
    private @Nullable CompiledFlow unfiltered;
    private int matches;

    /**
     * Checks a definition.
     *
     * @param text keys, value, filter, values and separator, a line each
     * @return whether it is a definition
     */
    boolean check(String text) {
        Map<String, String> attributes = new LinkedHashMap<>();
        String[] lines = text.split("\n", ATTRIBUTES.length);
        for (int i = 0; i < lines.length; i++) {
            if (!lines[i].isEmpty()) {
                attributes.put(ATTRIBUTES[i], lines[i]);
            }
        }
        FlowDefinition definition = read(attributes);
        if (definition == null) {
            return false;
        }
        if (!definition.value().isEmpty()) { // an empty definition measures nothing, and only an empty one may
            require(
                    FlowDefinition.of("fuzz", definition.attributes()).equals(definition),
                    "it is read back as another");
        }
        compile(definition, attributes);
        samples.forEach(sampling::datagram);
        return true;
    }

    /** Samples that definitions accepted so far. */
    int matches() {
        return matches;
    }

    private static @Nullable FlowDefinition read(Map<String, String> attributes) {
        try {
            return FlowDefinition.of("fuzz", attributes);
        } catch (InvalidRequestException e) {
            require(e.getMessage() != null && !e.getMessage().isBlank(), "it is refused without a word");
            return null;
        }
    }

    private void compile(FlowDefinition definition, Map<String, String> attributes) {
        List<FlowDefinition> definitions = new ArrayList<>(List.of(definition));
        Map<String, String> changed = new LinkedHashMap<>(attributes);
        changed.remove("filter");
        definitions.add(FlowDefinition.of("all", changed));
        changed.put("filter", "!(" + definition.filter() + ")");
        FlowDefinition negated = definition.filter().isBlank() ? null : read(changed);
        if (negated != null) { // brackets may be nested as deeply as they can be already
            definitions.add(negated);
        }
        List<CompiledFlow> flows = new DefinitionSet(definitions, Sampling.TABLE).flows();
        flow = flows.get(0);
        unfiltered = flows.get(1);
        opposite = negated == null ? null : flows.get(2);
    }

    private void evaluate(SampleContext sample) {
        CompiledFlow current = flow;
        CompiledFlow all = unfiltered;
        if (current == null || all == null) {
            return;
        }
        boolean accepted = current.evaluate(sample);
        if (accepted) {
            matches++;
            KeyBuffer key = current.key();
            String text = current.keyText(key.bytes(), 0, key.length());
            String fields =
                    String.join(current.definition().fs(), current.layout().fields(key.bytes(), 0, key.length()));
            require(fields.equals(text), "the fields of a key make another text");
            require(!Double.isNaN(current.value()), "the value is a number");
        }
        CompiledFlow other = opposite;
        if (other != null) {
            require(all.evaluate(sample) == (accepted ^ other.evaluate(sample)), "a filter and its negation overlap");
        }
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new AssertionError(message);
        }
    }
}
