/**
 * Installs and removes apps while the server does not look.
 *
 * <p>In: a folder, an archive or a project on GitHub. Out: a folder below that of the apps, whole or not at all ({@link
 * weir.install.AppInstaller}). The command line calls.
 */
@NullMarked
package weir.install;

import org.jspecify.annotations.NullMarked;
