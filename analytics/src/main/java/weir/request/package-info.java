/**
 * How a caller's mistake is told: exceptions that every service throws and every door translates.
 *
 * <p>In: a sentence that names what is wrong. Out: status 400 or 404 over REST, a thrown error in a script.
 */
@NullMarked
package weir.request;

import org.jspecify.annotations.NullMarked;
