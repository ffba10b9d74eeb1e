package weir.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * A capture to measure with, unpacked, and what is true of it.
 *
 * @param name name in the results
 * @param capture plain pcap file
 * @param sha256 hash of its bytes
 * @param truth its exact totals
 */
record Workload(String name, Path capture, String sha256, Totals truth) {

    /**
     * A capture of the generator.
     *
     * @param model options of its model beside the defaults
     */
    static Workload generated(Generator generator, Path scratch, String name, List<String> model)
            throws IOException, InterruptedException {
        Path capture = scratch.resolve(name + ".pcap");
        Path truth = scratch.resolve(name + ".json");
        generator.capture(capture, truth, model);
        String json = Files.readString(truth);
        return new Workload(
                name,
                capture,
                hash(capture),
                new Totals(
                        number(json, "datagrams"),
                        number(json, "flowSamples"),
                        number(json, "counterSamples"),
                        number(json, "scaledBytes"),
                        number(json, "activeDataSources")));
    }

    /** Address pairs that a capture of the generator has. */
    long activePairs() throws IOException {
        return number(Files.readString(truthFile()), "activePairs");
    }

    /** Whether it is a capture of the generator. */
    boolean isGenerated() {
        return Files.exists(truthFile());
    }

    /** The generator's truth file beside a generated capture. */
    Path truthFile() {
        return capture.resolveSibling(name + ".json");
    }

    /** The recorded fabric. Absent: empty where the shared folder is not there. */
    static Optional<Workload> recorded(Path shared, Path scratch) throws IOException {
        Path source = shared.resolve("data/ecmp.pcap.gz");
        if (!Files.exists(source)) {
            return Optional.empty();
        }
        Path capture = scratch.resolve("ecmp.pcap");
        if (!Files.exists(capture)) {
            Path part = scratch.resolve("ecmp.pcap.part");
            try (InputStream in = new GZIPInputStream(Files.newInputStream(source))) {
                Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
            }
            Files.move(part, capture);
        }
        return Optional.of(new Workload("ecmp", capture, hash(capture), new Totals(9279, 52785, 3682, -1, -1)));
    }

    /** First number of that name inside the object "totals". */
    private static long number(String json, String name) throws IOException {
        int totals = json.indexOf("\"totals\"");
        Matcher matcher = Pattern.compile("\"" + name + "\": (\\d+)").matcher(json);
        if (totals < 0 || !matcher.find(totals)) {
            throw new IOException("no " + name + " in the truth file");
        }
        return Long.parseLong(matcher.group(1));
    }

    private static String hash(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
