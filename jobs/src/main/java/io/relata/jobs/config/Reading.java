package io.relata.jobs.config;

import java.nio.file.Path;

/** What every part of one reading of a job file shares. Not thread-safe. */
final class Reading {

    private static final int MOST_VALUES = 100_000;

    private final Problems problems;
    private final Path folder;
    private final Path workingDirectory;
    private int values;

    Reading(Problems problems, Path folder, Path workingDirectory) {
        this.problems = problems;
        this.folder = folder;
        this.workingDirectory = workingDirectory;
    }

    void problem(Place place, KeyPath path, String why, String remedy) {
        problems.add(place, path, why, remedy);
    }

    /** A problem of what a section says under a key, or does not say. */
    void problem(Fields section, Key<?> key, String why, String remedy) {
        problem(section.place(key), section.path(key), why, remedy);
    }

    /** Tells that a value is not of the shape its key asks for, unless its problem is already told. */
    void unfit(Node node, KeyPath path, Shape<?> shape) {
        if (node instanceof Node.Scalar scalar && scalar.kind() == Node.Kind.UNKNOWN) {
            return;
        }
        problem(
                node.place(),
                path,
                "expected " + shape.form() + ", found " + node.described(),
                "Write for example " + shape.example());
    }

    /** The job file's own folder. */
    Path folder() {
        return folder;
    }

    /** The folder that a relative path starts from. */
    Path startOf(Node.Scalar path) {
        return path.origin() == Node.Origin.FILE ? folder : workingDirectory;
    }

    /**
     * Counts one value.
     *
     * @throws JobFileException when aliases make the file unfold to too many
     */
    void count(Node node, KeyPath path) {
        values++;
        if (values > MOST_VALUES) {
            problem(
                    node.place(),
                    path,
                    "the file unfolds to more than " + MOST_VALUES + " values",
                    "Use fewer aliases (*name)");
            throw problems.exception();
        }
    }
}
