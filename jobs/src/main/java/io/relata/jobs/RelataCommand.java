package io.relata.jobs;

import io.relata.RelataException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The command line: reads arguments, runs a command, turns failures into a message and an exit code. */
@Command(
        name = "relata",
        mixinStandardHelpOptions = true,
        versionProvider = RelataVersion.class,
        description = "Turns nested JSON into flat, joinable tables.",
        footer = {
            "",
            "Exit codes: 0 done, 1 failed, 2 plan has changes (plan only), 3 contract or",
            "quality breach, 4 too many rejects, 5 another run holds the target, 64 wrong",
            "usage."
        },
        subcommands = {
            DemoCommand.class,
            PlanCommand.class,
            SchemaCommand.class,
            RunCommand.class,
            RelationalizeCommand.class,
            ReportCommand.class,
            RunsCommand.class,
            RecoverCommand.class,
            RollbackCommand.class,
            ReplayCommand.class,
            OptimizeCommand.class,
            VerifyCommand.class,
            VacuumCommand.class,
            BookmarkCommand.class,
            WarehouseCommand.class,
            TestCommand.class,
            DoctorCommand.class
        })
final class RelataCommand implements Runnable {

    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    private RelataCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.spec = CommandSpec.create();
    }

    /** Runs one command and gives the exit code of the process. */
    static int execute(Surroundings surroundings, String... arguments) {
        CommandLine line = commandLine(surroundings);
        line.setOut(surroundings.out());
        line.setErr(surroundings.err());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setParameterExceptionHandler((failure, given) -> misused(surroundings, failure));
        line.setExecutionExceptionHandler((failure, command, parsed) -> failed(surroundings, failure, parsed));
        return line.execute(arguments);
    }

    /** The commands and their options. */
    static CommandLine commandLine(Surroundings surroundings) {
        return new CommandLine(new RelataCommand(surroundings), new Commands(surroundings));
    }

    @Override
    public void run() {
        spec.commandLine().usage(surroundings.out());
    }

    private static int misused(Surroundings surroundings, ParameterException failure) {
        surroundings.err().println("relata: " + failure.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(failure, surroundings.err());
        surroundings
                .err()
                .println("Try: " + failure.getCommandLine().getCommandSpec().qualifiedName() + " --help");
        return ExitCode.WRONG_USAGE.number();
    }

    private static int failed(Surroundings surroundings, Exception failure, ParseResult parsed) {
        if (failure instanceof ToldFailure told) {
            return told.exitCode();
        }
        if (RunOptions.isJson(parsed)) {
            surroundings
                    .err()
                    .println(ErrorLine.of(failure, surroundings.clock().instant()));
        } else if (failure instanceof RelataException) {
            surroundings.err().println("relata: " + failure.getMessage());
        } else {
            surroundings.err().println("relata: this should not have happened; please report it with these lines:");
            failure.printStackTrace(surroundings.err());
        }
        return ExitCode.of(failure).number();
    }

    /** Gives each command the surroundings. */
    private record Commands(Surroundings surroundings) implements CommandLine.IFactory {

        @Override
        public <K> K create(Class<K> type) throws Exception {
            try {
                return type.cast(type.getDeclaredConstructor(Surroundings.class).newInstance(surroundings));
            } catch (NoSuchMethodException e) {
                return CommandLine.defaultFactory().create(type);
            }
        }
    }
}
