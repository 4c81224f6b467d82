package io.relata.jobs.lineage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.relata.jobs.publish.WholeFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Keeps a run's events in a file of its own, one on each line; object stores let nobody append to a file. */
final class FileReceiver implements Receiver {

    private final WholeFiles files;
    private final String path;
    private final StringBuilder lines = new StringBuilder();

    FileReceiver(WholeFiles files, String path) {
        this.files = files;
        this.path = path;
    }

    @Override
    public String place() {
        return path;
    }

    @Override
    public void take(ObjectNode event) throws IOException {
        lines.append(event).append('\n');
        files.replace(path, lines.toString().getBytes(StandardCharsets.UTF_8));
    }
}
