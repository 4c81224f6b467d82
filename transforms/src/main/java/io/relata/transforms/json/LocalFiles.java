package io.relata.transforms.json;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.NoSuchElementException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/** The files of a folder and of all folders inside it, in no order; of a file, itself. Asks for no permissions. */
final class LocalFiles implements RemoteIterator<FileStatus> {

    private final FileSystem system;
    private final Deque<FileStatus> files = new ArrayDeque<>();
    private final Deque<Path> folders = new ArrayDeque<>();

    LocalFiles(FileSystem system, Path root) {
        this.system = system;
        folders.push(root);
    }

    @Override
    public boolean hasNext() throws IOException {
        while (files.isEmpty() && !folders.isEmpty()) {
            list(folders.pop());
        }
        return !files.isEmpty();
    }

    @Override
    public FileStatus next() throws IOException {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return files.pop();
    }

    private void list(Path folder) throws IOException {
        for (FileStatus status : system.listStatus(folder)) {
            if (status.isDirectory()) {
                folders.push(status.getPath());
            } else {
                files.push(status);
            }
        }
    }
}
