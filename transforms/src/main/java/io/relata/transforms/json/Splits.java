package io.relata.transforms.json;

import java.util.ArrayList;
import java.util.List;

/** Shares files out to splits in their order: cuts the large ones where that is possible, packs the small ones. */
public final class Splits {

    /** What opening a file counts for in bytes, so that a split does not hold any number of tiny ones. */
    private static final long OPENING = 1 << 20;

    /** How much longer JSON is than its compressed form, as a guess. */
    private static final long COMPRESSED = 5;

    private final long target;
    private final List<JsonSplit> closed = new ArrayList<>();
    private final List<FilePart> open = new ArrayList<>();
    private long filled;

    /** @param target about how many bytes a split holds, at least one */
    public Splits(long target) {
        if (target < 1) {
            throw new IllegalArgumentException("A split of %d bytes".formatted(target));
        }
        this.target = target;
    }

    /** How many bytes of a split's target each of so many tasks would have of these files, rounded up. */
    public static long share(List<InputFile> files, int tasks) {
        long total = files.stream().mapToLong(file -> file.bytes() + OPENING).sum();
        return (total + tasks - 1) / tasks;
    }

    public void add(InputFile file, FileLayout layout, boolean compressed) {
        if (compressed) {
            add(FilePart.whole(file.path(), layout, COMPRESSED * file.bytes()));
        } else if (layout == FileLayout.DOCUMENT) {
            add(FilePart.whole(file.path(), layout, file.bytes()));
        } else {
            addRanges(file);
        }
    }

    public List<JsonSplit> all() {
        close();
        return List.copyOf(closed);
    }

    /** Of the same length, so that no small rest is left over. */
    private void addRanges(InputFile file) {
        long ranges = Math.max(1, Math.round((double) file.bytes() / target));
        long length = (file.bytes() + ranges - 1) / ranges;
        for (long start = 0; start < file.bytes(); start += length) {
            long end = Math.min(file.bytes(), start + length);
            add(new FilePart(file.path(), start, end, FileLayout.LINES, end - start));
        }
    }

    private void add(FilePart part) {
        long bytes = part.bytes();
        if (filled + bytes + OPENING > target) {
            close();
        }
        open.add(part);
        filled += bytes + OPENING;
    }

    private void close() {
        if (!open.isEmpty()) {
            closed.add(new JsonSplit(closed.size(), open));
            open.clear();
        }
        filled = 0;
    }
}
