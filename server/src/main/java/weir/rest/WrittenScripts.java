package weir.rest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Scripts that stand in the pages of an app as its author wrote them: elements {@code script} without a file, and handlers
 * in attributes such as {@code onclick}. A browser is told their hashes, so that it runs these and no others.
 *
 * <p>Bounds: {@value #MOST_FILES} pages of {@value #LARGEST} bytes, {@value #MOST} scripts; what is beyond does not run.
 * Source: W3C, Content Security Policy Level 3, section 8.3.
 */
final class WrittenScripts {

    private static final int MOST_FILES = 100;
    private static final int LARGEST = 1 << 20;
    private static final int MOST = 50;
    private static final Pattern ELEMENT =
            Pattern.compile("<script\\b([^>]*)>(.*?)</script\\s*>", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern TAG = Pattern.compile("<[A-Za-z][^<>]*>");
    private static final Pattern HANDLER =
            Pattern.compile("\\son[a-z]+\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)')", Pattern.CASE_INSENSITIVE);

    private WrittenScripts() {}

    /** Hashes of the scripts in the pages of a folder, as a policy names them. */
    static Set<String> hashes(Path folder) {
        Set<String> hashes = new TreeSet<>();
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> pages = files.filter(WrittenScripts::isPage)
                    .sorted()
                    .limit(MOST_FILES)
                    .toList();
            for (Path page : pages) {
                gather(Files.readString(page, StandardCharsets.ISO_8859_1), hashes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return hashes;
    }

    private static boolean isPage(Path file) {
        try {
            return file.toString().endsWith(".html") && Files.isRegularFile(file) && Files.size(file) <= LARGEST;
        } catch (IOException e) {
            return false;
        }
    }

    private static void gather(String page, Set<String> hashes) {
        Matcher elements = ELEMENT.matcher(page);
        while (elements.find()) {
            if (!elements.group(1).toLowerCase(java.util.Locale.ROOT).contains("src")) {
                add(elements.group(2).replace("\r\n", "\n"), hashes);
            }
        }
        Matcher tags = TAG.matcher(page);
        while (tags.find()) {
            Matcher handlers = HANDLER.matcher(tags.group());
            while (handlers.find()) {
                String quoted = handlers.group(1) == null ? handlers.group(2) : handlers.group(1);
                add(plain(quoted), hashes);
            }
        }
    }

    private static String plain(String attribute) {
        return attribute
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }

    private static void add(String script, Set<String> hashes) {
        if (hashes.size() < MOST) {
            try {
                byte[] hash = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.ISO_8859_1));
                hashes.add("'sha256-" + Base64.getEncoder().encodeToString(hash) + "'");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every JDK has SHA-256", e);
            }
        }
    }
}
