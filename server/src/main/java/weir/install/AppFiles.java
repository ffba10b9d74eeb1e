package weir.install;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Enumeration;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.io.input.BoundedInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Brings the files of an app into an empty folder, from an archive or another folder.
 *
 * <p>What an archive says of itself is not believed: names may not lead out of the folder, bytes are counted as they come.
 * Links are not made: in a zip archive they become files, elsewhere they are refused. Bound: {@value #MOST_FILES} files,
 * {@value #MOST_BYTES} bytes.
 */
final class AppFiles {

    static final int MOST_FILES = 20_000;
    static final long MOST_BYTES = 500L << 20;
    private static final int DEEPEST = 50;
    private static final int GZIP_FIRST = 0x1F;
    private static final int GZIP_SECOND = 0x8B;

    private final Path target;
    private final long mostBytes;
    private int files;
    private long bytes;

    AppFiles(Path target) {
        this(target, MOST_BYTES);
    }

    AppFiles(Path target, long mostBytes) {
        this.target = target;
        this.mostBytes = mostBytes;
    }

    /** Unpacks an archive: zip, or tar that is compressed with gzip. */
    void unpack(Path archive) throws IOException {
        if (isGzip(archive)) {
            unpackTar(archive);
        } else {
            unpackZip(archive);
        }
    }

    private static boolean isGzip(Path archive) throws IOException {
        try (InputStream in = Files.newInputStream(archive)) {
            return in.read() == GZIP_FIRST && in.read() == GZIP_SECOND;
        }
    }

    private void unpackTar(Path archive) throws IOException {
        try (InputStream file = new BufferedInputStream(Files.newInputStream(archive));
                InputStream all = BoundedInputStream.builder()
                        .setInputStream(new GZIPInputStream(file))
                        .setMaxCount(2 * mostBytes)
                        .get();
                TarArchiveInputStream tar = new TarArchiveInputStream(all)) {
            for (TarArchiveEntry entry = next(tar); entry != null; entry = next(tar)) {
                Path place = place(entry.getName());
                if (entry.isDirectory()) {
                    count();
                    Files.createDirectories(place);
                } else if (isPlain(entry)) {
                    Files.createDirectories(place.getParent());
                    write(tar, place);
                } else {
                    throw new InstallException(
                            "the archive has a link or another thing that is no file: " + entry.getName());
                }
            }
        } catch (ZipException e) {
            throw new InstallException("this is no tar archive that can be read: " + e.getMessage());
        }
    }

    private static boolean isPlain(TarArchiveEntry entry) {
        boolean link = entry.isLink() || entry.isSymbolicLink();
        boolean device = entry.isFIFO() || entry.isCharacterDevice() || entry.isBlockDevice();
        return entry.isFile() && !link && !device && !entry.isSparse();
    }

    private static @Nullable TarArchiveEntry next(TarArchiveInputStream tar) {
        try {
            return tar.getNextEntry();
        } catch (IOException e) {
            throw new InstallException("this is no tar archive that can be read: " + e.getMessage());
        }
    }

    private void unpackZip(Path archive) throws IOException {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                Path place = place(entry.getName());
                if (entry.isDirectory()) {
                    count();
                    Files.createDirectories(place);
                } else {
                    Files.createDirectories(place.getParent());
                    try (InputStream in = zip.getInputStream(entry)) {
                        write(in, place);
                    }
                }
            }
        } catch (ZipException e) {
            throw new InstallException("this is no zip archive that can be read: " + e.getMessage());
        }
    }

    /** Where a name of an archive belongs. */
    private Path place(String name) {
        Path place = target;
        String[] parts = name.split("/", -1);
        if (parts.length > DEEPEST || name.startsWith("/") || name.isEmpty()) {
            throw new InstallException("the archive names a file that leads out of it: " + name);
        }
        for (String part : parts) {
            boolean plain = part.chars().allMatch(c -> c >= ' ' && c != '\\' && c != ':');
            if (part.equals("..") || part.equals(".") || !plain) {
                throw new InstallException("the archive names a file that leads out of it: " + name);
            }
            place = part.isEmpty() ? place : place.resolve(part);
        }
        if (place.equals(target) || !place.normalize().startsWith(target)) {
            throw new InstallException("the archive names a file that leads out of it: " + name);
        }
        return place;
    }

    /** Copies a folder. */
    void copy(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) throws IOException {
                if (visited.getFileName() != null
                        && visited.getFileName().toString().equals(".git")) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                count();
                Files.createDirectories(
                        target.resolve(folder.relativize(visited).toString()));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path visited, BasicFileAttributes attributes) throws IOException {
                if (!attributes.isRegularFile()) {
                    throw new InstallException(
                            "the folder has a link or another thing that is no file: " + folder.relativize(visited));
                }
                try (InputStream in = Files.newInputStream(visited, LinkOption.NOFOLLOW_LINKS)) {
                    write(in, target.resolve(folder.relativize(visited).toString()));
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private void count() {
        if (++files > MOST_FILES) {
            throw new InstallException("there are more than " + MOST_FILES + " files");
        }
    }

    private void write(InputStream in, Path place) throws IOException {
        count();
        try (var out = Files.newOutputStream(place, java.nio.file.StandardOpenOption.CREATE_NEW)) {
            byte[] buffer = new byte[8192];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                bytes += read;
                if (bytes > mostBytes) {
                    throw new InstallException("there are more than " + mostBytes + " bytes");
                }
                out.write(buffer, 0, read);
            }
        } catch (java.nio.file.FileAlreadyExistsException e) {
            throw new InstallException("the archive names a file twice: " + target.relativize(place));
        }
    }

    /** Removes a folder with all it holds; links are removed, not followed. */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @org.jspecify.annotations.Nullable IOException e)
                    throws IOException {
                if (e != null) {
                    throw e;
                }
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
