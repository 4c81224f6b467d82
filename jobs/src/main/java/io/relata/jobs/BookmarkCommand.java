package io.relata.jobs;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code relata bookmark show|reset JOB.yaml}. */
@Command(
        name = "bookmark",
        mixinStandardHelpOptions = true,
        description = "Shows which input files a job's tables hold, or says it anew.",
        subcommands = {BookmarkShowCommand.class, BookmarkResetCommand.class})
final class BookmarkCommand implements Runnable {

    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    BookmarkCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.spec = CommandSpec.create();
    }

    @Override
    public void run() {
        spec.commandLine().usage(surroundings.out());
    }
}
