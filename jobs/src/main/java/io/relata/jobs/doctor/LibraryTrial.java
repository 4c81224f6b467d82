package io.relata.jobs.doctor;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Compares libraries with those that the tests of this program run with.
 *
 * @param libraries those that were found
 */
public record LibraryTrial(Libraries libraries) {

    /** The oldest SDK that Glue or EMR brings, which the code is written to. */
    private static final String OLDEST_SDK = "2.29.52";

    private static final Pattern NUMBERS = Pattern.compile("(\\d+)\\.(\\d+)(?:\\.(\\d+))?.*");

    /** Versions that the tests run with. */
    private record Tested(String spark, String hadoop, String delta) {}

    private static final List<Tested> TESTED =
            List.of(new Tested("3.5.6", "3.4.2", "3.3.2"), new Tested("4.1.1", "3.4.2", "4.2.0"));

    public LibraryTrial {
        requireNonNull(libraries, "libraries");
    }

    /** What is known of these together. */
    public List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        findings.add(
                line(libraries.java()).equals("17.0") || libraries.java().equals("17")
                        ? Finding.ok("Java", libraries.java())
                        : Finding.warn("Java", libraries.java(), "Tests run on Java 17 alone"));
        findings.add(sparkFinding());
        findings.add(hadoopFinding());
        findings.add(deltaFinding());
        findings.add(sdkFinding());
        return List.copyOf(findings);
    }

    private Optional<Tested> nearest() {
        return TESTED.stream()
                .filter(tested -> line(tested.spark()).equals(line(libraries.spark())))
                .findFirst();
    }

    private Finding sparkFinding() {
        return nearest()
                .map(tested -> against("Spark", libraries.spark(), tested.spark()))
                .orElseGet(() -> Finding.fail(
                        "Spark",
                        libraries.spark(),
                        "It is neither 3.5 nor 4.1; run where one of them is, such as Glue 5.0 and later"));
    }

    private Finding hadoopFinding() {
        Finding client = nearest()
                .map(tested -> against("Hadoop", libraries.hadoop(), tested.hadoop()))
                .orElseGet(() -> Finding.ok("Hadoop", libraries.hadoop()));
        return libraries.s3a() == Libraries.Presence.PRESENT
                ? new Finding(client.verdict(), client.subject(), "with S3A, " + client.found())
                : Finding.warn(
                        "Hadoop",
                        libraries.hadoop() + " without S3A",
                        "For paths of s3a:// put hadoop-aws on the class path");
    }

    private Finding deltaFinding() {
        return libraries
                .delta()
                .map(version -> nearest()
                        .map(tested -> against("Delta", version, tested.delta()))
                        .orElseGet(() -> Finding.ok("Delta", version)))
                .orElseGet(
                        () -> Finding.warn(
                                "Delta",
                                "not there",
                                "For target.format: delta put delta-spark on the class path, in AWS Glue by --datalake-formats delta"));
    }

    private Finding sdkFinding() {
        return libraries
                .sdk()
                .map(version -> compare(version, OLDEST_SDK) >= 0
                        ? Finding.ok("AWS SDK", version)
                        : Finding.warn("AWS SDK", version, "Tests run with " + OLDEST_SDK + " and later"))
                .orElseGet(() -> Finding.warn(
                        "AWS SDK",
                        "not there",
                        "For the AWS Glue Data Catalog and Redshift's Data API take relata-jobs-with-clients.jar"));
    }

    private static Finding against(String subject, String version, String tested) {
        if (version.equals(tested)) {
            return Finding.ok(subject, version);
        }
        return line(version).equals(line(tested))
                ? Finding.ok(subject, version + ", tests run with " + tested)
                : Finding.warn(subject, version, "Tests of this Spark run with " + tested);
    }

    /** The first two numbers of a version. */
    private static String line(String version) {
        Matcher numbers = NUMBERS.matcher(version);
        return numbers.matches() ? numbers.group(1) + "." + numbers.group(2) : version;
    }

    private static int compare(String one, String other) {
        Matcher first = NUMBERS.matcher(one);
        Matcher second = NUMBERS.matcher(other);
        if (!first.matches() || !second.matches()) {
            return one.compareTo(other);
        }
        for (int group = 1; group <= 3; group++) {
            int difference = Integer.compare(number(first.group(group)), number(second.group(group)));
            if (difference != 0) {
                return difference;
            }
        }
        return 0;
    }

    private static int number(@Nullable String digits) {
        return digits == null || digits.length() > 9 ? 0 : Integer.parseInt(digits);
    }
}
