package weir.script.call;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.request.InvalidRequestException;
import weir.request.UnavailableException;
import weir.script.js.Arguments;
import weir.script.js.Call;

/** Functions that define groups, maps, tenants and forwardings. Source: script API reference, sections 6 and 9. */
final class LookupFunctions {

    private static final Logger LOG = LoggerFactory.getLogger(LookupFunctions.class);

    private final Definitions definitions;

    LookupFunctions(Definitions definitions) {
        this.definitions = definitions;
    }

    Map<String, Call> calls() {
        Map<String, Call> calls = new HashMap<>();
        calls.put("setGroups", arguments -> set("setGroups", arguments, this::groups, definitions::clearGroup));
        calls.put("setMap", arguments -> set("setMap", arguments, this::map, definitions::clearMap));
        calls.put("setTenant", arguments -> set("setTenant", arguments, definitions::tenant, definitions::clearTenant));
        calls.put("setForward", this::setForward);
        calls.put("clearForward", arguments -> {
            arguments.text(0).ifPresent(definitions::clearForwarding);
            return true;
        });
        return calls;
    }

    private static Object set(
            String function,
            Arguments arguments,
            BiConsumer<String, Map<String, Object>> define,
            Consumer<String> clear) {
        String name = arguments.text(0).orElse("");
        try {
            if (arguments.isMissing(1)) {
                clear.accept(name);
            } else {
                define.accept(
                        name,
                        arguments
                                .object(1)
                                .orElseThrow(() -> new InvalidRequestException("the definition is no object")));
            }
            return true;
        } catch (InvalidRequestException | UnavailableException e) {
            LOG.info("{} refused '{}': {}", function, name, e.getMessage());
            return false;
        }
    }

    private void groups(String name, Map<String, Object> groups) {
        definitions.group(name, lists(groups));
    }

    private void map(String name, Map<String, Object> labels) {
        definitions.map(name, lists(labels));
    }

    private static Map<String, Object> lists(Map<String, Object> members) {
        Map<String, Object> lists = new LinkedHashMap<>();
        ((Map<?, ?>) EventFunctions.lists(members)).forEach((name, list) -> lists.put((String) name, list));
        return lists;
    }

    private Object setForward(Arguments arguments) {
        if (arguments.object(1).isPresent()) {
            return set("setForward", arguments, definitions::forwarding, definitions::clearForwarding);
        }
        Map<String, Object> members = new LinkedHashMap<>();
        arguments.text(1).ifPresent(address -> members.put("address", address));
        arguments.number(2).ifPresent(port -> members.put("port", (long) port));
        String name = arguments.text(0).orElse("");
        try {
            definitions.forwarding(name, members);
            return true;
        } catch (InvalidRequestException | UnavailableException e) {
            LOG.info("setForward refused '{}': {}", name, e.getMessage());
            return false;
        }
    }
}
