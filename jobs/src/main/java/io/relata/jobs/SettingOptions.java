package io.relata.jobs;

import io.relata.Problem;
import io.relata.RelataException;
import io.relata.jobs.config.Setting;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The option of every command that reads a job file. */
final class SettingOptions {

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Replaces a value of the job file: --set target.path=out. Repeatable.")
    private List<String> settings = new ArrayList<>();

    List<Setting> settings() {
        return settings.stream().map(Setting::parse).toList();
    }

    /** @throws RelataException when values of a job file are to be replaced, where there is none */
    void requireNone(String folder) {
        if (!settings.isEmpty()) {
            throw RelataException.usage(new Problem(
                    "Cannot change a job by --set", folder, "it is a folder and no job file", "Name the job file"));
        }
    }
}
