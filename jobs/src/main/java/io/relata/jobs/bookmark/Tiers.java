package io.relata.jobs.bookmark;

import java.util.List;

/**
 * When lists of files are joined: of each size, by powers of {@value #MOST}, at most {@value #MOST} stay apart. So their
 * number grows with the logarithm of the number of files, and a file is written again about once for each power.
 */
final class Tiers {

    private static final int MOST = 8;

    private Tiers() {}

    /**
     * How many of the lists at the end, the new one among them, become one; 1 where the new one stays as it is.
     *
     * @param sizes how many files each list holds, the oldest first and the new one last
     */
    static int joined(List<Long> sizes) {
        int first = sizes.size() - 1;
        long files = sizes.get(first);
        boolean joins = true;
        while (joins) {
            // Smaller ones before it cost less to write again than it cost to write.
            while (first > 0 && tier(sizes.get(first - 1)) < tier(files)) {
                files += sizes.get(--first);
            }
            int same = first;
            long sum = files;
            while (same > 0 && tier(sizes.get(same - 1)) == tier(files)) {
                sum += sizes.get(--same);
            }
            joins = first - same >= MOST;
            if (joins) {
                first = same;
                files = sum;
            }
        }
        return sizes.size() - first;
    }

    private static int tier(long files) {
        int tier = 0;
        for (long rest = files; rest >= MOST; rest /= MOST) {
            tier++;
        }
        return tier;
    }
}
