package io.relata.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.relata.jobs.config.JobFile;
import io.relata.jobs.config.WarehouseSpec;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a job says beside what its planned tables show: its queries, checks, contracts and warehouse. Each is a digest by
 * the key of the job file, so that a plan tells which is another now, and holds nobody's query.
 */
final class JobFingerprints {

    /** Of a digest so much is kept: two texts that somebody wrote never share it. */
    private static final int BYTES = 8;

    private final Map<String, String> digests = new LinkedHashMap<>();

    private JobFingerprints() {}

    /** In the order of a run. */
    static Map<String, String> of(JobFile job) {
        JobFingerprints prints = new JobFingerprints();
        prints.add("contract", job.contract());
        job.tables()
                .forEach((table, spec) ->
                        spec.contract().ifPresent(contract -> prints.add("tables." + table + ".contract", contract)));
        prints.addAll("derive", job.derive());
        prints.addAll("checks", job.checks());
        prints.add("max-rejects", job.maxRejects());
        job.warehouse().ifPresent(prints::addWarehouse);
        return prints.digests;
    }

    private void addWarehouse(WarehouseSpec spec) {
        add("warehouse.external-schema", spec.externalSchema());
        spec.schema().ifPresent(schema -> add("warehouse.schema", schema));
        addAll("warehouse.tables", spec.tables());
        addAll("warehouse.materialized-views", spec.materializedViews());
        addAll("warehouse.questions", spec.questions());
        add("warehouse.readers", spec.readers());
    }

    private void addAll(String key, Map<String, ? extends Record> specs) {
        specs.forEach((name, spec) -> add(key + "." + name, spec));
    }

    /** @param said an enum, a number, text, or records of these: values that are equal where their texts are */
    private void add(String key, Object said) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(said.toString().getBytes(UTF_8));
            digests.put(key, HexFormat.of().formatHex(digest, 0, BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
