package io.relata.transforms.json;

/** A document stops being JSON here, so that nothing behind it in its file can be found. */
final class BrokenDocument extends Exception {

    private static final long serialVersionUID = 1L;

    private final long position;
    private final String raw;

    /** @param raw what follows, as people read it */
    BrokenDocument(String why, long position, String raw) {
        super(why);
        this.position = position;
        this.raw = raw;
    }

    long position() {
        return position;
    }

    String raw() {
        return raw;
    }

    String detail() {
        return getMessage() + "; nothing from here to the end of the file could be read";
    }
}
