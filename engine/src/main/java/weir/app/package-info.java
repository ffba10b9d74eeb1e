/**
 * Apps: folders of scripts and pages that somebody else wrote.
 *
 * <p>In: the folder that apps are installed in. Out: which apps there are, with their scripts in the order in which they are
 * started, and where their pages lie ({@link weir.app.AppFolder}). Anybody may call.
 */
@NullMarked
package weir.app;

import org.jspecify.annotations.NullMarked;
