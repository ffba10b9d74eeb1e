/**
 * Answers of the services in the formats of other systems.
 *
 * <p>In: answers of services. Out: Prometheus text. Called through routes of {@code weir.rest}, wired by {@code weir.main}.
 */
@NullMarked
package weir.export;

import org.jspecify.annotations.NullMarked;
