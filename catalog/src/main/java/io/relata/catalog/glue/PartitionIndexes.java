package io.relata.catalog.glue;

import io.relata.TableDefinition;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import software.amazon.awssdk.services.glue.model.PartitionIndex;

/**
 * Which indexes tables have over their partitions. A table has those whose keys are all among its partition columns.
 *
 * @param keys of each index its keys in order, in any case; Glue takes three indexes for each table
 */
public record PartitionIndexes(List<List<String>> keys) {

    /** No table has any. */
    public static final PartitionIndexes NONE = new PartitionIndexes(List.of());

    /** Glue's own limit for each table. */
    public static final int MOST = 3;

    private static final int LONGEST_READABLE = 200;

    /** @throws IllegalArgumentException when an index has no key */
    public PartitionIndexes {
        keys = keys.stream().map(List::copyOf).toList();
        if (keys.contains(List.of())) {
            throw new IllegalArgumentException("An index has at least one key: " + keys);
        }
    }

    /** Those of a table, with keys as the catalog writes them. */
    List<PartitionIndex> of(TableDefinition table) {
        List<String> columns =
                table.partitionKeys().stream().map(PartitionIndexes::folded).toList();
        return keys.stream()
                .map(index -> index.stream().map(PartitionIndexes::folded).toList())
                .distinct()
                .filter(columns::containsAll)
                .map(index -> PartitionIndex.builder()
                        .indexName(name(index))
                        .keys(index)
                        .build())
                .toList();
    }

    /** The keys' letters and digits, for people, and a hash that tells apart what these do not. */
    private static String name(List<String> keys) {
        String readable = String.join("_", keys).replaceAll("[^a-z0-9_]", "_");
        StringBuilder exact = new StringBuilder();
        keys.forEach(key -> exact.append(key.length()).append(':').append(key));
        return "relata_" + GlueText.cut(readable, LONGEST_READABLE) + "_" + hash(exact.toString());
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static String folded(String key) {
        return key.toLowerCase(Locale.ROOT);
    }
}
