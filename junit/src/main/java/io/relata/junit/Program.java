package io.relata.junit;

import io.relata.jobs.Main;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.opentest4j.AssertionFailedError;

/** Commands of the program, in this process. */
final class Program {

    private static final int DIFFERS = 3;
    private static final String NAME = "relata: ";

    private Program() {}

    /**
     * Lets {@code relata test} succeed.
     *
     * @param arguments what follows the command's name
     * @throws AssertionFailedError with the differences, or with what the program says of its input
     */
    static void test(List<String> arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] command = new String[arguments.size() + 1];
        command[0] = "test";
        for (int i = 0; i < arguments.size(); i++) {
            command[i + 1] = arguments.get(i);
        }
        int exitCode = Main.execute(new PrintWriter(out), new PrintWriter(err), command);
        if (exitCode != 0) {
            throw new AssertionFailedError(
                    exitCode == DIFFERS && err.toString().isEmpty()
                            ? differences(out.toString())
                            : message(err.toString().strip()));
        }
    }

    /** Without the line that names the test, which JUnit does. */
    private static String differences(String out) {
        return String.join("\n", out.lines().skip(1).toList()).stripIndent();
    }

    private static String message(String err) {
        return err.startsWith(NAME) ? err.substring(NAME.length()) : err;
    }
}
