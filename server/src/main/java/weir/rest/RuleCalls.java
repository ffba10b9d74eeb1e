package weir.rest;

import java.util.Map;
import weir.service.RuleAnswer;
import weir.service.RuleService;

/**
 * Calls that try rules before they are sent, and tell what they did.
 *
 * <p>Thread: any.
 */
public final class RuleCalls {

    private final RuleService service;

    /** Calls of a service. */
    public RuleCalls(RuleService service) {
        this.service = service;
    }

    /** The calls by name. */
    public Map<String, RestCall> calls() {
        return Map.of(
                "tryRule", request -> json(service.trial(request.body().members())),
                "ruleEffect", request -> json(service.effect(request.body().members())));
    }

    private static Answer json(RuleAnswer answer) {
        return new Answer.Json(out -> out.tree(answer.members()));
    }
}
