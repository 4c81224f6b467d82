package io.relata.jobs.verify;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.relata.transforms.json.WholeRecordFactory;
import io.relata.transforms.restore.DocumentShape;
import io.relata.transforms.shred.HadoopSettings;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Documents in their canonical form, as rows: the form as JSON, what of them has no column, and where they are from. */
record FormedDocuments(DocumentShape shape, Allowances allowances) implements Serializable {

    static final String FORM = "form";
    static final String LEFT = "left";
    static final String FILE = "file";
    static final String NUMBER = "number";

    private static final StructType COLUMNS = new StructType()
            .add(FORM, DataTypes.StringType)
            .add(LEFT, DataTypes.createArrayType(DataTypes.StringType))
            .add(FILE, DataTypes.StringType)
            .add(NUMBER, DataTypes.LongType);
    private static final JsonMapper JSON = new JsonMapper();

    /** Those of files. */
    Dataset<Row> ofFiles(List<String> paths, InputFormat format, SparkSession spark) {
        HadoopSettings settings = new HadoopSettings(spark.sparkContext().hadoopConfiguration());
        int tasks = Math.min(paths.size(), Math.max(1, spark.sparkContext().defaultParallelism() * 4));
        FlatMapFunction<String, Row> read = path ->
                new FileDocuments(this, path, DocumentFile.open(new FileText(path, settings.configuration()), format));
        return spark.createDataset(paths, Encoders.STRING()).repartition(tasks).flatMap(read, Encoders.row(COLUMNS));
    }

    /** Those of texts; what is no JSON, and so was no document, is passed over. */
    Dataset<Row> ofTexts(Dataset<String> texts) {
        FlatMapFunction<String, Row> read =
                text -> document(text).map(this::row).stream().iterator();
        return texts.flatMap(read, Encoders.row(COLUMNS));
    }

    private static Optional<Json> document(String text) throws IOException {
        JsonFactory json = WholeRecordFactory.of(Set.of());
        try (JsonParser parser = json.createParser(text)) {
            parser.nextToken();
            Json document = Json.read(parser);
            return document instanceof Json.Members ? Optional.of(document) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private Row row(Json document) {
        return row(document, "", 0);
    }

    Row row(Json document, String file, long number) {
        CanonicalForm form = CanonicalForm.of(document, shape, allowances);
        try {
            String text = JSON.writeValueAsString(form.values());
            return RowFactory.create(text, form.left().toArray(String[]::new), file, number);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
