package io.relata.jobs.config;

import java.util.List;

/**
 * One {@code --set} of the command line.
 *
 * @param path the keys from the top of the job file to the value
 * @param value as it was typed
 */
public record Setting(List<String> path, String value) {

    public Setting {
        path = List.copyOf(path);
    }
}
