package io.relata.jobs;

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
}
