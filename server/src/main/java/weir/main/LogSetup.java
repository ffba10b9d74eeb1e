package weir.main;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * Sets the log up in code, which starts faster than a file read by a parser: standard error, {@link LogLayout}, level
 * {@code INFO}.
 *
 * <p>Levels can be set in {@code resources/config/logging.properties} of the installation, in the form of
 * java.util.logging: {@code .level=FINE}, {@code weir.rest.level=WARNING}; other lines of that file are ignored.
 *
 * <p>Found by Logback through {@code META-INF/services}.
 */
public final class LogSetup extends ContextAwareBase implements Configurator {

    private static final String FILE = "resources/config/logging.properties";

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        LogLayout layout = new LogLayout();
        layout.setContext(context);
        layout.start();
        LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
        encoder.setContext(context);
        encoder.setLayout(layout);
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setContext(context);
        console.setTarget("System.err");
        console.setEncoder(encoder);
        console.start();
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.addAppender(console);
        RecentLines recent = RecentLines.ofProcess();
        recent.setContext(context);
        recent.start();
        root.addAppender(recent);
        root.setLevel(Level.INFO);
        // The library tells of its own life at INFO.
        context.getLogger("org.eclipse.jetty").setLevel(Level.WARN);
        readLevels(context, Path.of(System.getProperty("weir.home", "")).resolve(FILE));
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    private static void readLevels(LoggerContext context, Path file) {
        if (!Files.isReadable(file)) {
            return;
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            context.getLogger(LogSetup.class).warn("cannot read {}: {}", file, e.getMessage());
            return;
        }
        for (String name : properties.stringPropertyNames()) {
            if (name.endsWith(".level")) {
                String logger = name.substring(0, name.length() - ".level".length());
                context.getLogger(logger.isEmpty() ? Logger.ROOT_LOGGER_NAME : logger)
                        .setLevel(level(properties.getProperty(name).strip()));
            }
        }
    }

    private static Level level(String name) {
        return switch (name) {
            case "OFF" -> Level.OFF;
            case "SEVERE" -> Level.ERROR;
            case "WARNING" -> Level.WARN;
            case "FINE", "CONFIG" -> Level.DEBUG;
            case "FINER", "FINEST", "ALL" -> Level.TRACE;
            default -> Level.INFO;
        };
    }
}
