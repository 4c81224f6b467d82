package io.relata.junit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The files of a job with one source, {@code orders}. */
record SmallJob(Path folder) {

    static SmallJob in(Path folder) {
        SmallJob job = new SmallJob(folder);
        job.write("job.yaml", """
                job: shop
                sources:
                  orders: {path: nowhere, schema: "id BIGINT, price DECIMAL(10,2), paid BOOLEAN, at TIMESTAMP, items ARRAY<STRING>"}
                relationalize: {source: orders, root: o}
                target: {path: out}
                catalog: {type: glue, database: db, region: eu-west-1}
                """);
        return job;
    }

    Path write(String name, String text) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Of one test, for table {@code o_items}. */
    void expects(String test, String... rows) {
        write(
                "tests/" + test + "/expected/o_items.jsonl",
                "{\"id\":\"bigint\",\"index\":\"int\",\"items.val\":\"string\"}\n" + String.join("\n", List.of(rows)));
    }
}
