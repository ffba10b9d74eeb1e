/**
 * Scripts of users: one thread and one engine for each, what they are told, and what became of them.
 *
 * <p>In: files, events, flow records, HTTP requests. Out: calls of their functions; replies; states. Any thread may ask.
 */
@NullMarked
package weir.script;

import org.jspecify.annotations.NullMarked;
