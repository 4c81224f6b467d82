package io.relata.jobs;

import static java.util.Objects.requireNonNull;

import io.relata.Problem;
import io.relata.RelataException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The arguments of a Glue job as the command line that they mean. Glue keeps names with values, each name once, so {@code
 * --command} names the command ({@code run} if nothing is said), {@code --job-file} its job file, {@code --set.KEY VALUE}
 * stands for {@code --set KEY=VALUE}, and an option that takes no value is {@code true} or {@code false}.
 *
 * @param commandLine as a person would type it
 * @param run what Glue told of itself
 */
record GlueArguments(List<String> commandLine, GlueRun run) {

    private static final String COMMAND = "command";
    private static final String JOB_FILE = "job-file";
    private static final String SET = "set.";
    private static final Set<String> MARKS =
            Set.of("--" + GlueNames.JOB_NAME, "--" + GlueNames.JOB_RUN_ID, "--" + JOB_FILE);

    GlueArguments {
        commandLine = List.copyOf(commandLine);
        requireNonNull(run, "run");
    }

    /** Whether they are those of a Glue job, which have no command before them. */
    static boolean are(String... arguments) {
        return arguments.length > 0
                && arguments[0].startsWith("--")
                && Arrays.stream(arguments)
                        .map(argument -> argument.split("=", 2)[0])
                        .anyMatch(MARKS::contains);
    }

    /**
     * @param program knows the commands and their options
     * @throws RelataException when an argument is neither Glue's nor the command's, or there is no job file
     */
    static GlueArguments of(CommandLine program, String... arguments) {
        List<String> words = command(arguments);
        CommandLine command = command(program, words);
        Map<String, String> glues = new TreeMap<>();
        List<String> options = new ArrayList<>();
        String jobFile = "";
        for (NamedArgument argument : NamedArgument.all(List.of(arguments), name -> takesValue(command, name))) {
            Optional<OptionSpec> option = option(command, argument.name());
            if (argument.name().equals(JOB_FILE)) {
                jobFile = argument.value();
            } else if (argument.name().startsWith(SET)) {
                options.add("--set=" + argument.name().substring(SET.length()) + "=" + argument.value());
            } else if (option.isPresent()) {
                written(option.get(), argument).ifPresent(options::add);
            } else if (GlueNames.contain(argument.name())) {
                glues.put(argument.name(), argument.value());
            } else if (!argument.name().equals(COMMAND)) {
                throw unknown(argument.name(), words);
            }
        }
        if (jobFile.isEmpty()) {
            throw RelataException.usage(new Problem(
                    "Cannot tell the job",
                    "the job's arguments",
                    "there is no --" + JOB_FILE,
                    "Name the job file with it, which --extra-files brings to the working directory"));
        }
        if (option(command, "metrics").isPresent()
                && options.stream().noneMatch(name -> name.startsWith("--metrics="))) {
            options.add("--metrics=cloudwatch");
        }
        GlueBookmarks.options(glues, name -> option(command, name).isPresent()).forEach(options::add);
        List<String> line = new ArrayList<>(words);
        line.addAll(options);
        line.add(jobFile);
        return new GlueArguments(line, GlueRun.of(glues));
    }

    private static List<String> command(String... arguments) {
        String found = "run";
        for (int at = 0; at < arguments.length; at++) {
            if (arguments[at].startsWith("--" + COMMAND + "=")) {
                found = arguments[at].substring(COMMAND.length() + 3);
            } else if (arguments[at].equals("--" + COMMAND) && at + 1 < arguments.length) {
                found = arguments[at + 1];
            }
        }
        return List.of(found.split(" ", -1));
    }

    private static CommandLine command(CommandLine program, List<String> words) {
        CommandLine command = program;
        for (String word : words) {
            @Nullable CommandLine next = command.getSubcommands().get(word);
            if (next == null) {
                throw RelataException.usage(new Problem(
                        "Cannot tell the command",
                        "the job's arguments",
                        "--" + COMMAND + " names none",
                        "Name one that --help lists, such as run"));
            }
            command = next;
        }
        return command;
    }

    private static boolean takesValue(CommandLine command, String name) {
        return name.equals(JOB_FILE)
                || name.equals(COMMAND)
                || name.startsWith(SET)
                || option(command, name)
                        .filter(option -> option.arity().max() > 0)
                        .isPresent();
    }

    private static Optional<OptionSpec> option(CommandLine command, String name) {
        return Optional.ofNullable(command.getCommandSpec().findOption("--" + name));
    }

    /** With its value in one word, so that no value is taken for an option. */
    private static Optional<String> written(OptionSpec option, NamedArgument argument) {
        String name = "--" + argument.name();
        if (option.arity().max() > 0) {
            return Optional.of(name + "=" + argument.value());
        }
        return switch (argument.value()) {
            case "", "true" -> Optional.of(name);
            case "false" -> Optional.empty();
            default ->
                throw RelataException.usage(new Problem(
                        "Cannot read " + name,
                        "the job's arguments",
                        "it is neither true nor false",
                        "Write one of them"));
        };
    }

    private static RelataException unknown(String name, List<String> command) {
        return RelataException.usage(new Problem(
                "Cannot read --" + RunSummary.shown(name),
                "the job's arguments",
                "it is no option of " + String.join(" ", command) + ", and not known as one of Glue's own",
                "Check how it is written, or remove it"));
    }
}
