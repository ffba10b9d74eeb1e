package weir.rest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The OpenAPI 3.0 document, made from the rows of {@code routes.tsv}, {@code parameters.tsv} and {@code schemas.json}. */
final class OpenApiDocument {

    private static final String SCHEMAS = "#/components/schemas/";

    private final List<Route> routes;
    private final String version;
    private final List<Parameter> parameters;

    OpenApiDocument(List<Route> routes, String version) {
        this.routes = routes;
        this.version = version;
        parameters = Parameter.rows();
    }

    /** Writes the document. */
    void write(JsonOut out) {
        out.startObject().member("openapi", "3.0.3");
        out.startObject("info").member("title", "Weir").member("version", version);
        out.member("description", "Real-time sFlow analytics. PUT may be sent as POST; HEAD works wherever GET does.");
        out.endObject();
        out.startArray("servers").startObject().member("url", "/").endObject().endArray();
        out.startObject("paths");
        byTemplate().forEach((template, operations) -> {
            out.startObject(template);
            operations.forEach(route -> operation(out, route));
            out.endObject();
        });
        out.endObject();
        out.startObject("components")
                .raw("schemas", TableRows.text("schemas.json"))
                .endObject();
        out.endObject();
    }

    private Map<String, List<Route>> byTemplate() {
        Map<String, List<Route>> sorted = new LinkedHashMap<>();
        routes.forEach(route ->
                sorted.computeIfAbsent(route.template(), t -> new ArrayList<>()).add(route));
        return sorted;
    }

    private void operation(JsonOut out, Route route) {
        out.startObject(route.method().toLowerCase(java.util.Locale.ROOT));
        out.member("operationId", route.call()).member("summary", route.sentence());
        out.startArray("tags").value(route.topic()).endArray();
        out.startArray("parameters");
        route.pathParameters().forEach(name -> parameter(out, find(name, "path")));
        route.query().forEach(name -> parameter(out, find(name, "query")));
        out.endArray();
        route.body().ifPresent(schema -> {
            out.startObject("requestBody").member("required", true);
            content(out, "application/json", schema);
            out.endObject();
        });
        out.startObject("responses");
        success(out, route);
        response(out, "400", "What is wrong with the request, in a sentence.");
        if (!route.method().equals("GET")) {
            response(out, "403", "The engine is read-only, or a page of another site asks.");
        }
        response(out, "404", "What is named does not exist.");
        if (route.large()) {
            response(out, "503", "Too many large answers are being written.");
        }
        if (route.template().startsWith("/forwarding/")) {
            response(out, "503", "A capture is replayed.");
        }
        out.endObject().endObject();
    }

    private static void success(JsonOut out, Route route) {
        switch (route.answer()) {
            case NONE -> response(out, "204", "Done.");
            case TEXT -> {
                out.startObject("200").member("description", route.sentence());
                out.startObject("content").startObject("text/plain").startObject("schema");
                out.member("type", "string").endObject().endObject().endObject().endObject();
            }
            case PCAP -> {
                out.startObject("200").member("description", route.sentence());
                out.startObject("content").startObject(EvidenceCalls.PCAP).startObject("schema");
                out.member("type", "string").member("format", "binary");
                out.endObject().endObject().endObject().endObject();
            }
            case JSON -> {
                out.startObject("200").member("description", route.sentence());
                content(out, "application/json", route.schema().orElseThrow());
                out.endObject();
            }
        }
    }

    private static void response(JsonOut out, String status, String description) {
        out.startObject(status).member("description", description).endObject();
    }

    private static void content(JsonOut out, String type, String schema) {
        out.startObject("content").startObject(type).startObject("schema");
        out.member("$ref", SCHEMAS + schema).endObject().endObject().endObject();
    }

    private Parameter find(String name, String in) {
        return parameters.stream()
                .filter(parameter ->
                        parameter.name().equals(name) && parameter.in().equals(in))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("parameters.tsv lacks " + name + " in " + in));
    }

    private static void parameter(JsonOut out, Parameter parameter) {
        boolean filters = parameter.isFilter();
        out.startObject().member("name", filters ? "filter" : parameter.name()).member("in", parameter.in());
        out.member("description", parameter.sentence());
        if (parameter.in().equals("path")) {
            out.member("required", true);
        }
        out.startObject("schema");
        if (filters) {
            // An exploded object is how OpenAPI says: any name.
            out.member("type", "object")
                    .startObject("additionalProperties")
                    .member("type", "string")
                    .endObject();
        } else if (parameter.in().equals("query")) {
            out.member("type", "array")
                    .startObject("items")
                    .member("type", parameter.type())
                    .endObject();
        } else {
            out.member("type", parameter.type());
        }
        out.endObject();
        if (filters) {
            out.member("style", "form").member("explode", true);
        }
        out.endObject();
    }
}
