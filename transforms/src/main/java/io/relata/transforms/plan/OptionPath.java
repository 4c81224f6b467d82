package io.relata.transforms.plan;

/** Writes paths as {@link RelationalizeOptions} and a job's policies name them. */
public final class OptionPath {

    /** The path of a record itself. */
    public static final String RECORD = "";

    private OptionPath() {}

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
