package io.relata.transforms.json;

/** How records lie in a JSON file. */
public enum JsonLayout {
    /** Decided for each file by its first value; the files of one input may differ. */
    AUTO,

    /** One record a line. A line ends at a line feed; a carriage return is white space. */
    LINES,

    /**
     * JSON values one after another, on as many lines as they like. The records are the objects among them and the
     * elements of the arrays among them, or what a {@link RecordsPath} addresses.
     */
    DOCUMENT
}
