package io.relata.transforms.shred;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;

/**
 * Ids made from the document's key, the array's name and the positions of the elements around it: the same on every
 * run, whatever the partitioning and the order of the input.
 *
 * <p>The document's hash is {@code xxhash64(root, canonical key)}, an array's id
 * {@code xxhash64(column, document, index...)} without its sign bit, both chained as Spark's function.
 */
final class HashIds implements ArrayIds {

    private final long rootHash;
    private final long[] columnHashes;
    private int[] indexes = new int[8];
    private int depth;
    private long document;

    /**
     * @param root the root table's logical name
     * @param columns the logical names of the array columns, by their number in the plan
     */
    HashIds(String root, List<String> columns) {
        this.rootHash = XxHash64.hash(root.getBytes(UTF_8), XxHash64.SEED);
        this.columnHashes = columns.stream()
                .mapToLong(column -> XxHash64.hash(column.getBytes(UTF_8), XxHash64.SEED))
                .toArray();
    }

    @Override
    public void record(String documentKey) {
        document = XxHash64.hash(documentKey.getBytes(UTF_8), rootHash);
        depth = 0;
    }

    @Override
    public void enter(int index) {
        if (depth == indexes.length) {
            indexes = Arrays.copyOf(indexes, depth * 2);
        }
        indexes[depth++] = index;
    }

    @Override
    public void leave() {
        depth--;
    }

    @Override
    public long next(int column) {
        long hash = XxHash64.hash(document, columnHashes[column]);
        for (int i = 0; i < depth; i++) {
            hash = XxHash64.hash(indexes[i], hash);
        }
        return hash & Long.MAX_VALUE;
    }

    @Override
    public void mark() {
        // between records there is nothing to remember
    }

    @Override
    public void takeBack() {
        depth = 0;
    }

    @Override
    public List<Long> last() {
        return List.of();
    }
}
