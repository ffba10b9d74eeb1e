package weir.install;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import weir.app.App;
import weir.app.AppFolder;
import weir.app.AppName;

/**
 * Puts apps into the folder of apps and takes them out, whole or not at all: files are gathered in a hidden folder beside,
 * which then takes the app's name in one step. A server that runs sees the change when it is started again.
 *
 * <p>Thread: one at a time.
 */
public final class AppInstaller {

    private final Path folder;

    /** An installer for a folder, which need not exist yet. */
    public AppInstaller(Path folder) {
        this.folder = folder;
    }

    /** Apps that are installed. */
    public AppFolder installed() {
        return AppFolder.read(folder);
    }

    /**
     * Installs an app, in place of an older one of the same name.
     *
     * @param source a folder, or an archive of zip or tar with gzip
     * @param name what the app is called; the name of folder or archive unless given
     * @throws InstallException it cannot be installed; an older one is as it was
     */
    public App install(Path source, Optional<String> name) {
        String called = checked(name.orElseGet(() -> nameOf(source)));
        try {
            Files.createDirectories(folder);
            Path gathered = Files.createTempDirectory(folder, ".install-");
            try {
                gather(source, gathered);
                Path root = root(gathered);
                check(root, called);
                replace(root, folder.resolve(called));
            } finally {
                AppFiles.delete(gathered);
            }
        } catch (IOException e) {
            throw new InstallException("the app " + called + " cannot be installed: " + e);
        }
        return installed().find(called).orElseThrow(() -> new InstallException("the app " + called + " is gone"));
    }

    private static void gather(Path source, Path to) throws IOException {
        if (Files.isDirectory(source)) {
            new AppFiles(to).copy(source);
        } else if (Files.isRegularFile(source)) {
            new AppFiles(to).unpack(source);
        } else {
            throw new InstallException("there is no folder and no archive " + source);
        }
    }

    /** Archives of projects have one folder around everything. */
    private static Path root(Path gathered) throws IOException {
        try (Stream<Path> entries = Files.list(gathered)) {
            List<Path> all = entries.toList();
            boolean wrapped = all.size() == 1
                    && Files.isDirectory(all.getFirst())
                    && !List.of("scripts", "html")
                            .contains(all.getFirst().getFileName().toString());
            return wrapped ? all.getFirst() : gathered;
        }
    }

    private static void check(Path root, String name) {
        boolean app = Files.isDirectory(root.resolve("scripts"))
                || Files.isDirectory(root.resolve("html"))
                || Files.isRegularFile(root.resolve("api.yml"));
        if (!app) {
            throw new InstallException(name + " is no app: it has neither scripts nor html nor api.yml");
        }
    }

    private void replace(Path root, Path place) throws IOException {
        Path old = folder.resolve(".old-" + System.nanoTime() + "-" + place.getFileName());
        boolean there = Files.exists(place, LinkOption.NOFOLLOW_LINKS);
        if (there) {
            Files.move(place, old, StandardCopyOption.ATOMIC_MOVE);
        }
        try {
            Files.move(root, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (there) {
                Files.move(old, place, StandardCopyOption.ATOMIC_MOVE);
            }
            throw e;
        }
        if (there) {
            AppFiles.delete(old);
        }
    }

    /**
     * Removes an app; what its scripts keep in the store stays.
     *
     * @throws InstallException there is no such app, or it cannot be removed
     */
    public void remove(String name) {
        Path place = folder.resolve(checked(name));
        if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
            throw new InstallException("no app is called " + name);
        }
        try {
            Path gone = folder.resolve(".old-" + System.nanoTime() + "-" + name);
            Files.move(place, gone, StandardCopyOption.ATOMIC_MOVE);
            AppFiles.delete(gone);
        } catch (IOException e) {
            throw new InstallException("the app " + name + " cannot be removed: " + e);
        }
    }

    private static String nameOf(Path source) {
        try {
            Path file = Files.exists(source) ? source.toRealPath().getFileName() : source.getFileName();
            String name = file == null ? "" : file.toString();
            return Files.isDirectory(source) ? name : name.replaceFirst("\\.(zip|tar\\.gz|tgz)$", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String checked(String name) {
        if (!AppName.isValid(name)) {
            throw new InstallException(
                    "'" + name + "' cannot be the name of an app: letters, digits, _, - and . only, 1 to "
                            + AppName.LONGEST + " characters, no . at the beginning");
        }
        return name;
    }
}
