package weir.rest;

import java.util.LinkedHashMap;
import java.util.Map;
import weir.flow.key.FlowDefinition;
import weir.flow.key.FlowLanguage;
import weir.request.InvalidRequestException;

/**
 * Calls for whoever helps a person to write a flow definition: what there is to write, and whether a text can be read.
 *
 * <p>Thread: any.
 */
public final class FlowLanguageCalls {

    private final FlowLanguage language;

    /** Calls about a language. */
    public FlowLanguageCalls(FlowLanguage language) {
        this.language = language;
    }

    /** The calls by name. */
    public Map<String, RestCall> calls() {
        return Map.of("flowLanguage", request -> language(), "flowCheck", FlowLanguageCalls::check);
    }

    private Answer language() {
        return new Answer.Json(out -> {
            out.startObject().startObject("keys");
            for (FlowLanguage.Key key : language.keys()) {
                out.startObject(key.name())
                        .member("section", key.section())
                        .member("numeric", key.numeric())
                        .member("note", key.note());
                out.endObject();
            }
            out.endObject().startObject("functions");
            for (FlowLanguage.Function function : language.functions()) {
                out.startObject(function.name())
                        .member("usage", function.usage())
                        .member("note", function.note())
                        .member("example", function.example());
                out.endObject();
            }
            out.endObject();
            out.endObject();
        });
    }

    private static Answer check(RestRequest request) {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (String attribute : new String[] {"keys", "value", "values", "filter"}) {
            QueryValues.text(request, attribute).ifPresent(text -> attributes.put(attribute, text));
        }
        String mistake = mistake(attributes);
        return new Answer.Json(out -> {
            out.startObject().member("valid", mistake.isEmpty());
            if (!mistake.isEmpty()) {
                out.member("mistake", mistake);
            }
            out.endObject();
        });
    }

    private static String mistake(Map<String, String> attributes) {
        try {
            FlowDefinition.of("checked", attributes);
            return "";
        } catch (InvalidRequestException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
