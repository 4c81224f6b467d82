package io.relata.transforms.json;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Chooses what is read of an input for a sample of it: stretches of files that can be cut, spread from their first byte
 * to their last, and the beginnings of those that are read as streams. The same splits give the same sample.
 */
public final class JsonSample {

    /**
     * How much text a sample holds unless something else is said. Of records of a kilobyte it is 60,000, of which a
     * field in one of 10,000 is missed once in 400 samples; surveying it takes less than what starting a job does.
     */
    public static final long BYTES = 64L << 20;

    /** By the sample as it is by default, each is as long as what a reader takes in at once: less would save nothing. */
    private static final int STRETCHES = 128;

    private final long most;
    private final long stretch;

    private JsonSample(long most, int stretches) {
        this.most = most;
        this.stretch = Math.max(1, most / stretches);
    }

    /**
     * What to read, renumbered from 0; empty where these splits hold no more than a sample does, so that they may as well
     * be read whole.
     *
     * @param bytes about how much text the sample may hold
     */
    public static Optional<List<JsonSplit>> of(List<JsonSplit> splits, long bytes) {
        return of(splits, bytes, STRETCHES);
    }

    /**
     * As {@link #of(List, long)}.
     *
     * @param stretches about how many there are: each is opened by itself
     */
    public static Optional<List<JsonSplit>> of(List<JsonSplit> splits, long bytes, int stretches) {
        long all = splits.stream()
                .flatMap(split -> split.parts().stream())
                .mapToLong(FilePart::bytes)
                .sum();
        return all <= bytes ? Optional.empty() : Optional.of(new JsonSample(bytes, stretches).chosen(splits));
    }

    private List<JsonSplit> chosen(List<JsonSplit> splits) {
        List<JsonSplit> some = some(splits);
        long share = share(some);
        List<JsonSplit> chosen = new ArrayList<>();
        for (JsonSplit split : some) {
            List<FilePart> parts = new ArrayList<>();
            split.parts().forEach(part -> parts.addAll(of(part, share)));
            chosen.add(new JsonSplit(chosen.size(), parts));
        }
        return chosen;
    }

    /** As many parts as there are stretches for. Of each few in a row one, by lot: files often come in a rhythm. */
    private List<JsonSplit> some(List<JsonSplit> splits) {
        long least = splits.stream()
                .flatMap(split -> split.parts().stream())
                .mapToLong(part -> Math.min(stretch, part.bytes()))
                .sum();
        int each = Math.toIntExact(Math.max(1, (least + most - 1) / most));
        Random lot = new Random(0);
        int taken = lot.nextInt(each);
        int at = 0;
        List<JsonSplit> some = new ArrayList<>();
        for (JsonSplit split : splits) {
            List<FilePart> parts = new ArrayList<>();
            for (FilePart part : split.parts()) {
                if (at == taken) {
                    parts.add(part);
                }
                if (++at == each) {
                    at = 0;
                    taken = lot.nextInt(each);
                }
            }
            if (!parts.isEmpty()) {
                some.add(new JsonSplit(some.size(), parts));
            }
        }
        return some;
    }

    /** The most of one part, so that what small ones leave over goes to the large ones. */
    private long share(List<JsonSplit> splits) {
        long[] sizes = splits.stream()
                .flatMap(split -> split.parts().stream())
                .mapToLong(FilePart::bytes)
                .toArray();
        Arrays.sort(sizes);
        long left = most;
        for (int i = 0; i < sizes.length; i++) {
            long share = left / (sizes.length - i);
            if (sizes[i] > share) {
                return Math.max(1, share);
            }
            left -= sizes[i];
        }
        return most;
    }

    private List<FilePart> of(FilePart part, long share) {
        if (part.isStream()) {
            return List.of(part.stretch(0, Math.min(share, part.bytes())));
        }
        if (part.bytes() <= share) {
            return List.of(part);
        }
        int count = Math.toIntExact(Math.max(1, share / stretch));
        long length = share / count;
        List<FilePart> stretches = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long from = count == 1 ? 0 : Math.round((double) (part.bytes() - length) * i / (count - 1));
            stretches.add(part.stretch(part.start() + from, length));
        }
        return stretches;
    }
}
