/**
 * The REST API and the web pages.
 *
 * <p>In: HTTP requests. Out: one service call each, its answer rendered as JSON or text. Routes are the rows of {@code
 * routes.tsv}; the OpenAPI document is made from the same rows. {@code weir.main} wires it, {@code weir.export} adds calls.
 */
@NullMarked
package weir.rest;

import org.jspecify.annotations.NullMarked;
