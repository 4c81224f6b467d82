package io.relata.jobs.config;

/**
 * Where something was said.
 *
 * @param document the job file, or the {@code --set} that said it
 * @param line from 1; 0 for a {@code --set}
 * @param column from 1, in characters; 0 for a {@code --set}
 */
record Place(String document, int line, int column) {

    static Place ofSetting(Setting setting) {
        return new Place("--set " + setting.name(), 0, 0);
    }

    boolean isSetting() {
        return line == 0;
    }

    @Override
    public String toString() {
        return isSetting() ? document : "%s:%d:%d".formatted(document, line, column);
    }
}
