package weir.main;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Holds a JSON value against a schema of the OpenAPI document: type, required members, members that are not described,
 * elements, enumerations, alternatives.
 */
final class SchemaCheck {

    private final JsonNode schemas;
    private final List<String> complaints = new ArrayList<>();

    private SchemaCheck(JsonNode schemas) {
        this.schemas = schemas;
    }

    /** What is wrong, each with its place; empty when the value is as described. */
    static List<String> complaints(JsonNode schemas, JsonNode schema, JsonNode value) {
        SchemaCheck check = new SchemaCheck(schemas);
        check.check("$", schema, value);
        return check.complaints;
    }

    private void check(String place, JsonNode schema, JsonNode value) {
        if (schema.has("$ref")) {
            String name = schema.get("$ref").asString().replace("#/components/schemas/", "");
            if (schemas.has(name)) {
                check(place, schemas.get(name), value);
            } else {
                complaints.add(place + ": no schema " + name);
            }
            return;
        }
        if (schema.has("oneOf")) {
            long fitting = schema.get("oneOf")
                    .valueStream()
                    .filter(one -> complaints(schemas, one, value).isEmpty())
                    .count();
            if (fitting != 1) {
                complaints.add(place + ": fits " + fitting + " alternatives: " + value);
            }
            return;
        }
        if (!hasType(schema.get("type").asString(), value)) {
            complaints.add(place + ": is no " + schema.get("type").asString() + ": " + value);
            return;
        }
        if (schema.has("enum") && schema.get("enum").valueStream().noneMatch(value::equals)) {
            complaints.add(place + ": is none of " + schema.get("enum") + ": " + value);
        }
        if (value.isObject()) {
            object(place, schema, value);
        }
        if (value.isArray() && schema.has("items")) {
            for (int i = 0; i < value.size(); i++) {
                check(place + "[" + i + "]", schema.get("items"), value.get(i));
            }
        }
    }

    private void object(String place, JsonNode schema, JsonNode value) {
        if (schema.has("required")) {
            schema.get("required").valueStream().map(JsonNode::asString).forEach(name -> {
                if (!value.has(name)) {
                    complaints.add(place + ": lacks " + name);
                }
            });
        }
        JsonNode properties = schema.get("properties");
        JsonNode others = schema.get("additionalProperties");
        value.propertyStream().forEach(member -> {
            String inside = place + "." + member.getKey();
            if (properties != null && properties.has(member.getKey())) {
                check(inside, properties.get(member.getKey()), member.getValue());
            } else if (others != null && others.isObject()) {
                check(inside, others, member.getValue());
            } else if (others != null && !others.asBoolean()) {
                complaints.add(inside + ": is not described");
            }
        });
    }

    private static boolean hasType(String type, JsonNode value) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isString();
            case "boolean" -> value.isBoolean();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            default -> false;
        };
    }
}
