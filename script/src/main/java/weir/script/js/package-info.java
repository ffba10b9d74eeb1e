/**
 * JavaScript that can do no harm: an engine without Java, with bounds on time, memory and single calls, and values carried
 * between the two worlds.
 *
 * <p>In: source text, functions written in Java. Out: functions of a script that can be called, errors in one form. Knows
 * nothing of sFlow. One thread for each script.
 */
@NullMarked
package weir.script.js;

import org.jspecify.annotations.NullMarked;
