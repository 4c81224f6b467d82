package io.relata.jobs.config;

import java.util.regex.Pattern;

/**
 * The way from the top of a job file to a value, as {@code --set} takes it.
 *
 * @param text the keys joined by dots, in back-ticks where a key would be misread
 */
record KeyPath(String text) {

    static final KeyPath TOP = new KeyPath("");

    private static final Pattern PLAIN = Pattern.compile("[^.=`\"'\\[\\]\\s]+");

    KeyPath then(String key) {
        String written = PLAIN.matcher(key).matches() ? key : "`" + key.replace("`", "``") + "`";
        return new KeyPath(text.isEmpty() ? written : text + "." + written);
    }

    KeyPath item(int index) {
        return new KeyPath(text + "[" + index + "]");
    }

    @Override
    public String toString() {
        return text;
    }
}
