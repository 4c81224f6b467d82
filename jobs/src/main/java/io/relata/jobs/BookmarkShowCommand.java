package io.relata.jobs;

import io.relata.jobs.bookmark.Bookmarks;
import io.relata.jobs.bookmark.KnownFiles;
import io.relata.jobs.bookmark.LatestFiles;
import io.relata.jobs.bookmark.Segment;
import io.relata.jobs.report.Quantity;
import io.relata.transforms.json.ListedFile;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code relata bookmark show JOB.yaml}. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Shows how many input files the job's tables hold of each source, and the latest of them.")
final class BookmarkShowCommand implements Callable<Integer> {

    private static final int SHOWN = 5;

    private final Surroundings surroundings;

    @Parameters(paramLabel = "JOB.yaml", description = "The job file.")
    private Path file = Path.of("");

    @Mixin
    private SettingOptions options = new SettingOptions();

    BookmarkShowCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        try (PublishedTarget target = PublishedTarget.of(file, options, surroundings)) {
            Bookmarks bookmarks = target.bookmarks();
            ShownBookmarks shown =
                    ShownBookmarks.of(target.job(), target.job().sources().keySet(), target.catalog(), bookmarks);
            target.job().sources().keySet().forEach(source -> show(source, target, shown, bookmarks));
        }
        surroundings.out().flush();
        return ExitCode.DONE.number();
    }

    private void show(String source, PublishedTarget target, ShownBookmarks shown, Bookmarks bookmarks) {
        String table = "source " + source + ": table " + SourceTable.name(target.job(), source);
        Optional<List<Segment>> lists = shown.lists(source);
        if (shown.run(source).isEmpty()) {
            print(table + " is not there, so no file is taken");
            return;
        }
        String run = table + " shows run " + shown.run(source).orElseThrow();
        if (lists.isEmpty()) {
            print(run + ", which noted no files of this source");
            return;
        }
        KnownFiles all =
                new KnownFiles(lists.get().stream().mapToLong(Segment::files).sum());
        LatestFiles latest = new LatestFiles(SHOWN);
        bookmarks.each(lists.get(), taken -> {
            all.add(taken);
            latest.add(taken);
        });
        print(run + " and holds " + files(all.size()));
        latest.files().forEach(this::show);
    }

    private void show(ListedFile taken) {
        print("  " + RunSummary.shown(taken.path()) + "  " + Instant.ofEpochMilli(taken.modified()) + "  "
                + Quantity.bytes(taken.bytes()));
    }

    private static String files(int count) {
        return count == 1 ? "1 file" : count + " files";
    }

    private void print(String line) {
        surroundings.out().println(line);
    }
}
