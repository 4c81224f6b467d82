package io.relata.jobs.bookmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("any-spark")
class TiersTest {

    /** The lists after many runs, and how many lines were written for each file on average. */
    private record After(List<Long> lists, double writesPerFile, int most) {}

    private static After runs(int runs, IntToLongFunction filesOfRun) {
        List<Long> lists = new ArrayList<>();
        long files = 0;
        long written = 0;
        int most = 0;
        for (int run = 0; run < runs; run++) {
            lists.add(filesOfRun.applyAsLong(run));
            files += lists.get(lists.size() - 1);
            int joined = Tiers.joined(lists);
            List<Long> tail = lists.subList(lists.size() - joined, lists.size());
            long sum = tail.stream().mapToLong(Long::longValue).sum();
            tail.clear();
            lists.add(sum);
            written += sum;
            most = Math.max(most, lists.size());
        }
        assertThat(lists.stream().mapToLong(Long::longValue).sum()).isEqualTo(files);
        return new After(lists, (double) written / files, most);
    }

    @Test
    void eightListsOfOneSizeStayApartAndTheNinthJoinsThem() {
        assertThat(runs(8, run -> 1).lists()).hasSize(8);
        assertThat(runs(9, run -> 1).lists()).containsExactly(9L);
        assertThat(runs(10, run -> 1).lists()).containsExactly(9L, 1L);
    }

    @Test
    void aLargeListTakesSmallOnesBeforeItAlong() {
        assertThat(runs(4, run -> run == 3 ? 1_000_000 : 1).lists()).containsExactly(1_000_003L);
    }

    @Test
    void aMillionRunsOfAFileLeaveFewListsAndWriteEachFileAFewTimes() {
        After after = runs(1_000_000, run -> 1);
        assertThat(after.most()).isLessThanOrEqualTo(8 * 7);
        assertThat(after.writesPerFile()).isLessThan(9);
    }

    @Test
    void batchesOfAnySizeDoToo() {
        Random random = new Random(7);
        After after = runs(20_000, run -> 1L << random.nextInt(20));
        assertThat(after.most()).isLessThanOrEqualTo(8 * 12);
        assertThat(after.writesPerFile()).isLessThan(12);
    }

    /** The worst case for lists that are only joined with their like. */
    @Test
    void smallAndLargeBatchesInTurnLeaveFewLists() {
        assertThat(runs(10_000, run -> run % 2 == 0 ? 1 : 100_000).most()).isLessThan(40);
    }
}
