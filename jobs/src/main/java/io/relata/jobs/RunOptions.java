package io.relata.jobs;

import io.relata.jobs.config.Setting;
import io.relata.jobs.progress.ProgressStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/** The options that every command which runs a job understands. */
final class RunOptions {

    /** How lines of progress and errors are written. */
    enum LogFormat {
        TEXT,
        JSON
    }

    @Mixin
    private SettingOptions settings = new SettingOptions();

    @Option(
            names = "--max-rejects",
            paramLabel = "N",
            description = "The most records that may be rejected; more fail the run with exit code 4.")
    private @Nullable Long maxRejects;

    @Option(
            names = "--log-format",
            paramLabel = "FORMAT",
            defaultValue = "TEXT",
            description = "How progress and errors are written: text or json (one object per line).")
    private LogFormat logFormat = LogFormat.TEXT;

    @Option(names = "--quiet", description = "Writes no progress.")
    private boolean quiet;

    /** Whether the command was told to write JSON; not so where it has no such option. */
    static boolean isJson(ParseResult parsed) {
        return parsed.hasSubcommand()
                ? isJson(parsed.subcommand())
                : parsed.matchedOptionValue("--log-format", LogFormat.TEXT) == LogFormat.JSON;
    }

    List<Setting> settings() {
        List<Setting> parsed = new ArrayList<>(settings.settings());
        maxRejects().ifPresent(most -> parsed.add(Setting.parse("max-rejects=" + most)));
        return parsed;
    }

    OptionalLong maxRejects() {
        return maxRejects == null ? OptionalLong.empty() : OptionalLong.of(maxRejects);
    }

    ProgressStyle style(Surroundings surroundings) {
        if (quiet) {
            return logFormat == LogFormat.JSON ? ProgressStyle.QUIET_JSON : ProgressStyle.QUIET;
        }
        if (logFormat == LogFormat.JSON) {
            return ProgressStyle.JSON;
        }
        return surroundings.terminal() ? ProgressStyle.TERMINAL : ProgressStyle.PLAIN;
    }
}
