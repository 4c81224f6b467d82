package io.relata.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code deploy/calls.tsv} names what the code asks of AWS; the checks of deploy hold the role to it. */
@Tag("any-spark")
class DeployedAccessTest {

    private static final Pattern CLIENT =
            Pattern.compile("software\\.amazon\\.awssdk\\.services\\.(\\w+)\\.\\w+Client");
    private static final Set<String> SERVICES = Set.of("glue", "redshiftdata", "secretsmanager");
    private static final Set<String> NO_REQUESTS = Set.of("builder", "close", "create");

    @Test
    void namesEveryCallOfTheCodeAndNoOther() throws IOException {
        assertThat(Files.readAllLines(Program.ROOT.resolve("deploy/calls.tsv")).stream()
                        .filter(line -> SERVICES.contains(line.split("\t", 2)[0]))
                        .map(line -> line.split("\t")[0] + " " + line.split("\t")[1]))
                .containsExactlyElementsOf(calls());
    }

    @Test
    void namesAnActionOrAReasonForEach() throws IOException {
        assertThat(Files.readAllLines(Program.ROOT.resolve("deploy/calls.tsv")))
                .allSatisfy(line -> assertThat(line).matches("#.*|\\w+\t\\w+\t(-\t.+|[a-z0-9-]+:\\w+)"));
    }

    private static Set<String> calls() {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("io.relata").stream()
                        .flatMap(type -> type.getMethodCallsFromSelf().stream())
                        .flatMap(DeployedAccessTest::request)
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> request(JavaMethodCall call) {
        Matcher client = CLIENT.matcher(call.getTargetOwner().getFullName());
        String name = call.getName();
        return client.matches() && !NO_REQUESTS.contains(name)
                ? Stream.of(client.group(1) + " " + Character.toUpperCase(name.charAt(0)) + name.substring(1))
                : Stream.empty();
    }
}
