package io.relata.transforms.shred;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class FileGroupsTest {

    private static final long MB = 1_000_000;

    private static List<WrittenFile> files(long... megabytes) {
        List<WrittenFile> files = new ArrayList<>();
        LongStream.of(megabytes)
                .forEach(size -> files.add(new WrittenFile("part-%02d".formatted(files.size()), 1, 1, size * MB)));
        return files;
    }

    private static List<List<Long>> joined(OutputFiles wanted, List<WrittenFile> files) {
        return FileGroups.toJoin(files, wanted).stream()
                .map(group -> group.stream().map(file -> file.bytes() / MB).toList())
                .toList();
    }

    @Test
    void smallFilesFillTheSizeInTheOrderOfTheirNames() {
        List<WrittenFile> files = files(40, 30, 31, 20, 49, 45, 7);
        Collections.reverse(files);

        assertThat(joined(OutputFiles.ofSize(100 * MB), files))
                .containsExactly(List.of(40L, 30L), List.of(31L, 20L, 49L), List.of(45L, 7L));
    }

    @Test
    void filesFromHalfTheSizeUpStayAndDoNotKeepOthersApart() {
        assertThat(joined(OutputFiles.ofSize(100 * MB), files(100, 9, 101, 50, 8, 49, 300)))
                .containsExactly(List.of(9L, 8L, 49L));
    }

    @Test
    void whatCannotBeImprovedIsNotTouched() {
        OutputFiles size = OutputFiles.ofSize(100 * MB);
        assertThat(joined(size, files())).isEmpty();
        assertThat(joined(size, files(1))).isEmpty();
        assertThat(joined(size, files(50, 51, 100))).isEmpty();
        assertThat(joined(size, files(90, 3, 90))).isEmpty();
        assertThat(joined(OutputFiles.count(3), files(1, 1, 1))).isEmpty();
        assertThat(joined(OutputFiles.count(9), files(1, 1, 1))).isEmpty();
    }

    @Test
    void aCountIsReachedWithAboutEqualBytesWhateverTheSizes() {
        assertThat(joined(OutputFiles.count(1), files(300, 1, 300))).containsExactly(List.of(300L, 1L, 300L));
        assertThat(joined(OutputFiles.count(2), files(10, 10, 10, 30)))
                .as("the last file is a group of its own, and stays")
                .containsExactly(List.of(10L, 10L, 10L));
    }

    @RepeatedTest(20)
    void noGroupExceedsTheSizeAndNoTwoNeighboursCouldBeOne() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<WrittenFile> files =
                files(random.longs(random.nextInt(200), 1, 150).toArray());

        List<Long> sums = joined(OutputFiles.ofSize(100 * MB), files).stream()
                .map(group -> group.stream().mapToLong(Long::longValue).sum())
                .toList();

        assertThat(sums).as("seed %s", seed).allMatch(sum -> sum <= 100);
        for (int i = 1; i < sums.size(); i++) {
            assertThat(sums.get(i - 1) + sums.get(i)).as("seed %s", seed).isGreaterThan(50);
        }
        assertThat(sums.stream().limit(Math.max(0, sums.size() - 1)))
                .as("seed %s", seed)
                .allMatch(sum -> sum > 50);
    }
}
