package weir.script.call;

import java.util.Map;
import weir.request.InvalidRequestException;
import weir.script.js.Arguments;
import weir.script.js.Call;
import weir.service.RuleService;

/** Functions that try rules before they are sent, and tell what they did. */
final class RuleFunctions {

    private final RuleService rules;

    RuleFunctions(RuleService rules) {
        this.rules = rules;
    }

    Map<String, Call> calls() {
        return Map.of(
                "ruleTrial", arguments -> rules.trial(spec(arguments)).members(),
                "ruleEffect", arguments -> rules.effect(spec(arguments)).members());
    }

    private static Map<String, Object> spec(Arguments arguments) {
        return arguments.object(0).orElseThrow(() -> new InvalidRequestException("an object is expected"));
    }
}
