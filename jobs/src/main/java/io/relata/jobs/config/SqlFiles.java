package io.relata.jobs.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads the queries kept beside a job file. A path that leaves the job file's folder, by links too, is refused. */
final class SqlFiles {

    static final Text<SqlFile> FILE = new Text<>("the path of a .sql file", "query.sql", "", SqlFiles::read);

    private SqlFiles() {}

    private static Optional<SqlFile> read(Node.Scalar text, KeyPath path, Reading reading) {
        try {
            Path folder = reading.folder().toRealPath();
            Path named = folder.resolve(text.text()).normalize();
            if (!named.startsWith(folder)) {
                return refused(text, path, reading, "lies outside the job file's folder", "Move the file into it");
            }
            if (!Files.isRegularFile(named)) {
                return refused(
                        text,
                        path,
                        reading,
                        "is no file in the job file's folder",
                        "Create it, or correct the path, which starts from that folder");
            }
            if (!named.toRealPath().startsWith(folder)) {
                return refused(
                        text, path, reading, "is a link that leaves the job file's folder", "Put a copy in its place");
            }
            if (Files.size(named) > JobFileReader.LONGEST) {
                return refused(
                        text,
                        path,
                        reading,
                        "has more than " + JobFileReader.LONGEST + " bytes",
                        "Check that it is a query");
            }
            String query = Files.readString(named, StandardCharsets.UTF_8);
            return query.isBlank()
                    ? refused(text, path, reading, "is empty", "Write one SELECT statement in it")
                    : Optional.of(new SqlFile(text.shown(), query));
        } catch (InvalidPathException notAPath) {
            return refused(text, path, reading, "is not a path", "Name a .sql file beside the job file");
        } catch (CharacterCodingException notText) {
            return refused(text, path, reading, "is not UTF-8 text", "Save it as UTF-8");
        } catch (IOException unreadable) {
            return refused(
                    text,
                    path,
                    reading,
                    "cannot be read (" + unreadable.getClass().getSimpleName() + ")",
                    "Check its permissions");
        }
    }

    private static Optional<SqlFile> refused(
            Node.Scalar text, KeyPath path, Reading reading, String why, String remedy) {
        reading.problem(text.place(), path, text.quoted() + " " + why, remedy);
        return Optional.empty();
    }
}
