/**
 * Answers to questions about metrics.
 *
 * <p>In: selectors and filters as a client writes them, and the time. Out: cells, summaries and rows, in one fixed order
 * whatever thread measured them. Reads only what is published; any thread may ask.
 */
@NullMarked
package weir.metric.query;

import org.jspecify.annotations.NullMarked;
