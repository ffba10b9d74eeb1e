/**
 * The functions that scripts call: each reads its arguments, calls one method of a service, and hands the answer on.
 *
 * <p>In: {@code functions.tsv}, arguments of scripts. Out: service calls; values. Thread: that of the script that calls.
 */
@NullMarked
package weir.script.call;

import org.jspecify.annotations.NullMarked;
