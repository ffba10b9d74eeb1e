package weir.main;

import java.util.List;

/** The command line: {@code run} (also when nothing is said), {@code version}, {@code help}. */
public final class Main {

    private Main() {}

    /** Runs a command and ends the process with its status. */
    public static void main(String[] arguments) {
        int status = Commands.execute(List.of(arguments));
        if (status != 0) {
            System.exit(status);
        }
    }
}
