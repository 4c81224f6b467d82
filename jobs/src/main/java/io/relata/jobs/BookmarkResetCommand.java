package io.relata.jobs;

import static java.util.Objects.requireNonNull;

import io.relata.RunId;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code relata bookmark reset JOB.yaml}. */
@Command(
        name = "reset",
        mixinStandardHelpOptions = true,
        description = {
            "Says anew which input files the job's tables hold, and so what the next run takes.",
            "Only shows what it would say, unless --yes is given. The tables stay as they are."
        })
final class BookmarkResetCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Parameters(paramLabel = "JOB.yaml", description = "The job file.")
    private Path file = Path.of("");

    @ArgGroup(multiplicity = "1")
    private Goal goal = new Goal();

    @Option(names = "--source", paramLabel = "NAME", description = "This source alone (default: all with a bookmark).")
    private @Nullable String source;

    @Option(names = "--yes", description = "Does it.")
    private boolean yes;

    @Mixin
    private SettingOptions options = new SettingOptions();

    /** What is said. */
    static final class Goal {

        @Option(names = "--all", description = "No file is taken: the next run takes all of them.")
        private boolean all;

        @Option(
                names = "--taken",
                description = "All files that are there now are taken: the next run takes none of them.")
        private boolean taken;

        @Option(names = "--to", paramLabel = "RUN", description = "Those are taken that this run's tables hold.")
        private @Nullable String run;
    }

    BookmarkResetCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        try (PublishedTarget target = PublishedTarget.of(file, options, surroundings)) {
            BookmarkReset reset = BookmarkReset.of(target, Optional.ofNullable(source));
            List<BookmarkReset.Change> changes = changes(reset);
            changes.forEach(change -> surroundings.out().println(RunSummary.shown(change.sentence())));
            if (yes) {
                reset.make(changes);
                surroundings.out().println("Done.");
            } else {
                surroundings.out().println("Nothing was changed. Give --yes to do it.");
            }
        }
        surroundings.out().flush();
        return ExitCode.DONE.number();
    }

    private List<BookmarkReset.Change> changes(BookmarkReset reset) {
        if (goal.all) {
            return reset.none();
        }
        return goal.taken ? reset.taken() : reset.to(run(requireNonNull(goal.run)));
    }

    private static RunId run(String text) {
        return RunIdOption.named(
                text, "Cannot reset the bookmark to run", "Give the name of a file in _relata/bookmarks of the target");
    }
}
