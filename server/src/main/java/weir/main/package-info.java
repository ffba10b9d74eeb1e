/**
 * The running product: settings, wiring, lifecycle, command line, log.
 *
 * <p>In: arguments, properties, files of settings. Out: an engine with its doors open. Nobody calls it but the launcher.
 */
@NullMarked
package weir.main;

import org.jspecify.annotations.NullMarked;
