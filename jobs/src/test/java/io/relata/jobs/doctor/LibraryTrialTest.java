package io.relata.jobs.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.relata.jobs.doctor.Libraries.Presence;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("any-spark")
class LibraryTrialTest {

    @Test
    void whatTestsRunWithIsWell() {
        assertThat(lines(libraries("17.0.12", "3.5.6", "3.4.2", "3.3.2", "2.29.52")))
                .isEqualTo("""
                        OK Java: 17.0.12
                        OK Spark: 3.5.6
                        OK Hadoop: with S3A, 3.4.2
                        OK Delta: 3.3.2
                        OK AWS SDK: 2.29.52""");
        assertThat(lines(libraries("17", "4.1.1", "3.4.2", "4.2.0", "2.44.4"))).isEqualTo("""
                        OK Java: 17
                        OK Spark: 4.1.1
                        OK Hadoop: with S3A, 3.4.2
                        OK Delta: 4.2.0
                        OK AWS SDK: 2.44.4""");
    }

    @Test
    void releasesOfTheSameLineAreWellAndOtherLinesAreTold() {
        assertThat(lines(libraries("21.0.1", "3.5.4-amzn-0", "3.3.6", "4.0.0", "2.29.6")))
                .isEqualTo("""
                        WARN Java: 21.0.1. Tests run on Java 17 alone
                        OK Spark: 3.5.4-amzn-0, tests run with 3.5.6
                        WARN Hadoop: with S3A, 3.3.6. Tests of this Spark run with 3.4.2
                        WARN Delta: 4.0.0. Tests of this Spark run with 3.3.2
                        WARN AWS SDK: 2.29.6. Tests run with 2.29.52 and later""");
    }

    @Test
    void anotherSparkFailsAndWhatIsMissingIsTold() {
        assertThat(lines(
                        new Libraries("17.0.1", "4.0.1", "3.4.1", Optional.empty(), Presence.ABSENT, Optional.empty())))
                .isEqualTo("""
                        OK Java: 17.0.1
                        FAIL Spark: 4.0.1. It is neither 3.5 nor 4.1; run where one of them is, such as Glue 5.0 and later
                        WARN Hadoop: 3.4.1 without S3A. For paths of s3a:// put hadoop-aws on the class path
                        WARN Delta: not there. For target.format: delta put delta-spark on the class path, in AWS Glue by --datalake-formats delta
                        WARN AWS SDK: not there. For the AWS Glue Data Catalog and Redshift's Data API take relata-jobs-with-clients.jar""");
    }

    private static Libraries libraries(String java, String spark, String hadoop, String delta, String sdk) {
        return new Libraries(java, spark, hadoop, Optional.of(delta), Presence.PRESENT, Optional.of(sdk));
    }

    private static String lines(Libraries libraries) {
        return String.join(
                "\n",
                new LibraryTrial(libraries)
                        .findings().stream()
                                .map(finding -> finding.verdict() + " " + finding.subject() + ": " + finding.found())
                                .toList());
    }
}
