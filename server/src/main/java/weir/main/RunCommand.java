package weir.main;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.sflow.StructureException;

/** The command {@code run}: reads the settings, starts the server, waits until it is told to end. */
final class RunCommand {

    private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);

    private static final String JETTY_CACHE_LINE = "org.eclipse.jetty.util.referencesPerCacheLine";

    private RunCommand() {}

    /**
     * Runs until the process is told to end, or a replay that ends it is over.
     *
     * @param set properties given after the command
     * @return exit status
     */
    static int run(Map<String, String> set) {
        // Jetty would start the whole of JMX only to learn how long a cache line is.
        if (System.getProperty(JETTY_CACHE_LINE) == null) {
            System.setProperty(JETTY_CACHE_LINE, "16");
        }
        String version = Version.text();
        LOG.info("Starting Weir {}", version);
        try {
            Path home = Path.of(set.getOrDefault("weir.home", System.getProperty("weir.home", "")));
            Settings settings = Settings.read(systemProperties(), set, home);
            settings.warnings().forEach(LOG::warn);
            return serve(new Product(settings, version));
        } catch (SettingException e) {
            e.sentences().forEach(LOG::error);
            return Commands.WRONG_USE;
        } catch (StructureException e) {
            LOG.error("sflow.structures: {}", e.getMessage());
            return Commands.WRONG_USE;
        } catch (StartException e) {
            LOG.error("{}", e.getMessage());
            return Commands.FAILED;
        }
    }

    private static int serve(Product product) {
        Runtime.getRuntime().addShutdownHook(new Thread(product::close, "shutdown"));
        try (product) {
            product.start();
            product.awaitEnd();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    private static Map<String, String> systemProperties() {
        Properties system = System.getProperties();
        Map<String, String> properties = new HashMap<>();
        system.stringPropertyNames().forEach(name -> properties.put(name, system.getProperty(name)));
        return properties;
    }
}
