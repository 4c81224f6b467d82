package io.relata;

/**
 * What went wrong, as a person needs it told. Each part is a phrase without a full stop at its end. Text that comes
 * from data or file names may be passed as it is: control characters are shown escaped and each part is cut to
 * {@value #LONGEST_PART} characters, so a hostile name cannot forge a log line.
 *
 * @param what what could not be done, with the name of the thing: {@code Cannot read source players}
 * @param where file with offset or line, JSON path, or table.column
 * @param why the cause, with the values met
 * @param remedy what the reader can do about it
 */
public record Problem(String what, String where, String why, String remedy) {

    private static final int LONGEST_PART = 2_000;

    public Problem {
        what = shown(what);
        where = shown(where);
        why = shown(why);
        remedy = shown(remedy);
    }

    /** {@code what (where): why. remedy.} */
    @Override
    public String toString() {
        return "%s (%s): %s. %s.".formatted(what, where, why, remedy);
    }

    private static String shown(String part) {
        String cut = part.length() <= LONGEST_PART ? part : part.substring(0, LONGEST_PART) + "...";
        StringBuilder text = new StringBuilder(cut.length());
        cut.codePoints().forEach(character -> {
            if (Character.isISOControl(character) || character == 0x2028 || character == 0x2029) {
                text.append("\\u%04x".formatted(character));
            } else {
                text.appendCodePoint(character);
            }
        });
        return text.toString();
    }
}
