package weir.flow.key;

import java.util.Collection;
import java.util.List;
import weir.flow.attribute.FlowKeyTable;
import weir.flow.attribute.SampleContext;

/**
 * All flow definitions of a shard, compiled together: key expressions and comparisons that several of them use are
 * computed once for a sample.
 *
 * <p>A change of definitions makes a new set. The bytes of a key depend on its definition only, so caches of definitions
 * that stay are good for the new set.
 *
 * <p>Thread: one; each shard has a set and a {@link SampleContext} of its own.
 */
public final class DefinitionSet {

    private final List<CompiledFlow> flows;

    /**
     * Compiles definitions.
     *
     * @throws weir.request.InvalidRequestException one is malformed, which {@link FlowDefinition} excludes
     */
    public DefinitionSet(Collection<FlowDefinition> definitions, FlowKeyTable table) {
        KeyCompiler compiler = new KeyCompiler(table);
        flows = definitions.stream()
                .map(definition -> new CompiledFlow(definition, compiler))
                .toList();
    }

    /** The definitions in their running form, in the order they were given. */
    public List<CompiledFlow> flows() {
        return flows;
    }
}
