package io.relata.jobs.bookmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.relata.transforms.json.ListedFile;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("any-spark")
class KnownFilesTest {

    private static final int MILLION = 1_000_000;

    private static ListedFile file(String path) {
        return new ListedFile(path, 10, 1_000, Optional.of("tag"));
    }

    @Test
    void aFileIsKnownByItsPathAndChangedByItsSizeItsTimeOrItsEtag() {
        KnownFiles known = new KnownFiles(0);
        assertThat(known.of(file("s3a://b/a"))).isEqualTo(KnownFiles.Knowledge.NEW);
        assertThat(known.add(file("s3a://b/a"))).isTrue();
        assertThat(known.of(file("s3a://b/a"))).isEqualTo(KnownFiles.Knowledge.TAKEN);
        assertThat(known.of(file("s3a://b/A"))).isEqualTo(KnownFiles.Knowledge.NEW);
        assertThat(known.of(new ListedFile("s3a://b/a", 11, 1_000, Optional.of("tag"))))
                .isEqualTo(KnownFiles.Knowledge.CHANGED);
        assertThat(known.of(new ListedFile("s3a://b/a", 10, 1_001, Optional.of("tag"))))
                .isEqualTo(KnownFiles.Knowledge.CHANGED);
        assertThat(known.of(new ListedFile("s3a://b/a", 10, 1_000, Optional.of("other"))))
                .isEqualTo(KnownFiles.Knowledge.CHANGED);
        assertThat(known.of(new ListedFile("s3a://b/a", 10, 1_000, Optional.empty())))
                .isEqualTo(KnownFiles.Knowledge.CHANGED);
    }

    @Test
    void aFileThatIsTakenAgainIsKnownAsItWasTakenLast() {
        KnownFiles known = new KnownFiles(1);
        known.add(file("s3a://b/a"));
        ListedFile later = new ListedFile("s3a://b/a", 20, 2_000, Optional.empty());
        assertThat(known.add(later)).isFalse();
        assertThat(known.of(later)).isEqualTo(KnownFiles.Knowledge.TAKEN);
        assertThat(known.of(file("s3a://b/a"))).isEqualTo(KnownFiles.Knowledge.CHANGED);
        assertThat(known.size()).isOne();
    }

    /** Else a job file that names the bucket in another way would load all of it once more. */
    @Test
    void theNamesThatS3GoesByAreOne() {
        KnownFiles known = new KnownFiles(1);
        known.add(file("s3://b/a"));
        assertThat(known.of(file("s3a://b/a"))).isEqualTo(KnownFiles.Knowledge.TAKEN);
        assertThat(known.of(file("S3N://b/a"))).isEqualTo(KnownFiles.Knowledge.TAKEN);
        assertThat(known.of(file("hdfs://b/a"))).isEqualTo(KnownFiles.Knowledge.NEW);
        known.add(file("file:/tmp/a"));
        assertThat(known.of(file("file:///tmp/a"))).isEqualTo(KnownFiles.Knowledge.TAKEN);
    }

    @Test
    void aMillionFilesAreKnownInAFewSecondsAndFortyMegabytes() {
        long begun = cpu();
        KnownFiles known = new KnownFiles(MILLION);
        long before = used();
        KnownFiles measured = new KnownFiles(MILLION);
        long bytes = used() - before;
        for (int i = 0; i < MILLION; i++) {
            known.add(file("s3a://bucket/year=2026/part-" + i + ".json.gz"));
        }
        assertThat(known.size()).isEqualTo(MILLION);
        for (int i = 0; i < MILLION; i += 97) {
            assertThat(known.of(file("s3a://bucket/year=2026/part-" + i + ".json.gz")))
                    .isEqualTo(KnownFiles.Knowledge.TAKEN);
            assertThat(known.of(file("s3a://bucket/year=2027/part-" + i + ".json.gz")))
                    .isEqualTo(KnownFiles.Knowledge.NEW);
        }
        assertThat(measured.size()).isZero();
        assertThat(bytes).isBetween(1L << 20, 40L << 20);
        assertThat((cpu() - begun) / 1e9).isLessThan(20);
    }

    /** What is not counted beforehand. */
    @Test
    void theSetGrows() {
        KnownFiles known = new KnownFiles(0);
        for (int i = 0; i < 10_000; i++) {
            known.add(file("f" + i));
        }
        for (int i = 0; i < 10_000; i++) {
            assertThat(known.of(file("f" + i))).isEqualTo(KnownFiles.Knowledge.TAKEN);
        }
        assertThat(known.of(file("f10000"))).isEqualTo(KnownFiles.Knowledge.NEW);
        assertThat(known.size()).isEqualTo(10_000);
    }

    private static long used() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
