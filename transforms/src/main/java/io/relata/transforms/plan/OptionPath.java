package io.relata.transforms.plan;

import java.util.List;

/** Writes paths as {@link RelationalizeOptions} and a job's policies name them. */
public final class OptionPath {

    /** The path of a record itself. */
    public static final String RECORD = "";

    private OptionPath() {}

    /** The same path as {@link #member} and the others here write it, however it is quoted. */
    public static String normal(String path) {
        return stepped(path).optionPath();
    }

    /** The path as {@link PlannedColumn} has it, for example {@code $.a[].b}. */
    public static String json(String path) {
        return stepped(path).jsonPath();
    }

    private static SourcePath stepped(String path) {
        SourcePath stepped = SourcePath.RECORD;
        for (PathStep step : path.isEmpty() ? List.<PathStep>of() : PathParser.parse(path)) {
            stepped = stepped.then(step);
        }
        return stepped;
    }

    /** The path of a struct's member. */
    public static String member(String struct, String name) {
        String quoted = PathText.quotedForOption(name);
        return struct.isEmpty() ? quoted : struct + "." + quoted;
    }

    /** The path of an array's elements. */
    public static String element(String array) {
        return array + "[]";
    }

    /** The path of the values of a map, or of a struct used as one. */
    public static String entryValue(String map) {
        return map + "{}";
    }
}
