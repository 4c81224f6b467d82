package com.amazonaws.services.glue.util;

import com.amazonaws.services.glue.GlueContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;

/** Stands for Glue's, which is on Glue alone. Writes its calls to the file that {@code glue.calls} names. */
public final class Job {

    private Job() {}

    public static void init(String name, GlueContext context, Map<String, String> arguments) {
        write("init " + name + " " + context.sparkContext().isStopped() + " " + new TreeMap<>(arguments).keySet());
    }

    public static void commit() {
        write("commit");
    }

    private static void write(String line) {
        try {
            Files.writeString(
                    Path.of(System.getProperty("glue.calls")),
                    line + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
