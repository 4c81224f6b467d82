package io.relata.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.relata.RunId;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("any-spark")
class RunMetricsTest {

    @Test
    void aRunIsOneLineOfTheEmbeddedMetricFormat() {
        RunLog log = new RunLog(
                RunId.parsed("20261121t100000z-00000001").orElseThrow(),
                "games",
                new RunReport.Versions("1", "2", "3"),
                Clock.fixed(Instant.parse("2026-11-21T10:00:00Z"), ZoneOffset.UTC));
        log.launched(new RunReport.Launch("glue", "games", Optional.of("jr_1")));
        log.counted(new RunReport.Records(12, 11, 1));
        assertThat(RunMetrics.line(log.failed(new IllegalStateException("a value"), 1)))
                .isEqualTo("{\"_aws\":{\"Timestamp\":1795255200000,\"CloudWatchMetrics\":[{\"Namespace\":\"Relata\","
                        + "\"Dimensions\":[[\"Job\"]],\"Metrics\":[{\"Name\":\"Failures\",\"Unit\":\"Count\"},"
                        + "{\"Name\":\"Duration\",\"Unit\":\"Milliseconds\"},{\"Name\":\"RecordsRead\",\"Unit\":\"Count\"},"
                        + "{\"Name\":\"RecordsLoaded\",\"Unit\":\"Count\"},{\"Name\":\"RecordsRejected\",\"Unit\":\"Count\"},"
                        + "{\"Name\":\"Tables\",\"Unit\":\"Count\"},{\"Name\":\"Rows\",\"Unit\":\"Count\"},"
                        + "{\"Name\":\"Files\",\"Unit\":\"Count\"},{\"Name\":\"Bytes\",\"Unit\":\"Bytes\"}]}]},"
                        + "\"Job\":\"games\",\"Run\":\"20261121t100000z-00000001\",\"LaunchRun\":\"jr_1\",\"Failures\":1,"
                        + "\"Duration\":0,\"RecordsRead\":12,\"RecordsLoaded\":11,\"RecordsRejected\":1,\"Tables\":0,"
                        + "\"Rows\":0,\"Files\":0,\"Bytes\":0}");
    }
}
