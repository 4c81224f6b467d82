package io.relata.jobs.publish;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.relata.Problem;
import io.relata.RelataException;
import io.relata.RunId;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What vacuums at work are about to remove from a target, a file for each of them. A vacuum writes its mark, and only
 * then looks for the last time who needs the folders; a rollback writes its manifest, and only then reads the marks. So
 * at least one of the two sees the other.
 */
final class VacuumMarks {

    private static final int LARGEST = 256 << 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final TargetLayout layout;
    private final WholeFiles files;

    /** @param layout the target; its run does not matter */
    VacuumMarks(TargetLayout layout, WholeFiles files) {
        this.layout = layout;
        this.files = files;
    }

    /**
     * What one vacuum removes. Closing it says that nothing more of it is removed.
     */
    static final class Mark implements AutoCloseable {

        private final VacuumMarks marks;
        private final RunId vacuum;
        private final List<String> folders;
        private final List<FolderPath> paths;

        private Mark(VacuumMarks marks, RunId vacuum, List<String> folders) {
            this.marks = marks;
            this.vacuum = vacuum;
            this.folders = List.copyOf(folders);
            this.paths = folders.stream().map(FolderPath::of).toList();
        }

        /** The vacuum's id, which also says when it began. */
        RunId vacuum() {
            return vacuum;
        }

        /** The folders, as the file system names them. */
        List<String> folders() {
            return folders;
        }

        /** Whether all of a folder is about to be removed. */
        boolean covers(String location) {
            FolderPath sought = FolderPath.of(location);
            return paths.stream().anyMatch(folder -> folder.contains(sought));
        }

        /** Whether some of what lies at a location is about to be removed, or all. */
        boolean names(String location) {
            FolderPath sought = FolderPath.of(location);
            return paths.stream().anyMatch(folder -> folder.touches(sought));
        }

        @Override
        public void close() {
            marks.delete(vacuum);
        }
    }

    /** Notes what a vacuum is about to remove, in the place of what it noted before. Durable when it returns. */
    Mark write(RunId vacuum, List<String> folders) {
        String path = path(vacuum);
        try {
            files.replace(path, JSON.writeValueAsBytes(folders));
            return new Mark(this, vacuum, folders);
        } catch (IOException e) {
            throw refused(
                    "Cannot note what vacuum removes", path, e, "Check that the target may be written, then run again");
        }
    }

    /** Those of vacuums at work, and of dead ones that no other vacuum has ended; the earliest first. */
    List<Mark> all() {
        try {
            return files.names(layout.vacuums()).stream()
                    .flatMap(name -> RunId.parsed(name).stream())
                    .sorted(Comparator.comparing(RunId::value))
                    .flatMap(vacuum -> read(vacuum).stream())
                    .toList();
        } catch (IOException e) {
            throw refused(
                    "Cannot list the vacuums of the target",
                    layout.vacuums(),
                    e,
                    "Check that the folder may be listed");
        }
    }

    private Optional<Mark> read(RunId vacuum) {
        String path = path(vacuum);
        try {
            Optional<byte[]> content = files.read(path, LARGEST);
            if (content.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(new Mark(this, vacuum, Arrays.asList(JSON.readValue(content.get(), String[].class))));
        } catch (IOException e) {
            throw refused(
                    "Cannot read what vacuum " + vacuum + " removes",
                    path,
                    e,
                    "Delete the file when no vacuum is at work on the target");
        }
    }

    private void delete(RunId vacuum) {
        try {
            files.delete(path(vacuum));
        } catch (IOException e) {
            throw refused("Cannot note that vacuum " + vacuum + " has ended", path(vacuum), e, "Delete the file");
        }
    }

    private String path(RunId vacuum) {
        return layout.vacuums() + "/" + vacuum;
    }

    private static RelataException refused(String what, String where, IOException cause, String remedy) {
        return RelataException.failed(new Problem(what, where, String.valueOf(cause.getMessage()), remedy), cause);
    }
}
