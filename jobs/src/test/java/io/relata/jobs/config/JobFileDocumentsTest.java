package io.relata.jobs.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class JobFileDocumentsTest {

    private static final Path ROOT = Path.of(System.getProperty("relata.root"));
    private static final String BEGIN = "<!-- keys: begin -->\n";
    private static final String END = "<!-- keys: end -->\n";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonSchema SCHEMA =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(JobFileSchema.json());

    @Test
    void schemaIsUpToDate() throws IOException {
        isUpToDate(ROOT.resolve("docs/job-file.schema.json"), JobFileSchema.json());
    }

    @Test
    void referencePageIsUpToDate() throws IOException {
        Path page = ROOT.resolve("docs/job-file.md");
        String text = Files.readString(page);
        String before = text.substring(0, text.indexOf(BEGIN) + BEGIN.length());

        isUpToDate(page, before + JobFileReference.markdown() + "\n" + text.substring(text.indexOf(END)));
    }

    private static void isUpToDate(Path file, String expected) throws IOException {
        if (Boolean.getBoolean("relata.update")) {
            Files.writeString(file, expected);
        }
        assertThat(Files.exists(file) ? Files.readString(file) : "")
                .as("%s is stale. Write it anew with -Drelata.update=true and commit it", ROOT.relativize(file))
                .isEqualTo(expected);
    }

    @Test
    void schemaIsASchema() throws IOException {
        JsonSchema meta = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(com.networknt.schema.SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

        assertThat(meta.validate(JSON.readTree(JobFileSchema.json()))).isEmpty();
    }

    @Test
    void readyJobsFitTheSchemaAndAreRead() throws IOException {
        List<Path> jobs;
        try (Stream<Path> folders = Files.list(ROOT.resolve("jobs"))) {
            jobs = folders.map(folder -> folder.resolve("job.yaml"))
                    .filter(Files::exists)
                    .toList();
        }

        assertThat(jobs).isNotEmpty();
        for (Path job : jobs) {
            assertThat(violations(Files.readString(job))).as(job.toString()).isEmpty();
            new JobFileReader(Map.of(), ROOT).read(job, List.of());
        }
    }

    @Test
    void whatTheReaderTakesFitsTheSchema() {
        assertThat(violations(JobFolder.SMALLEST)).isEmpty();
        assertThat(violations(JobFileReaderTest.FULL)).isEmpty();
        assertThat(violations(JobFolder.SMALLEST
                        + "max-rejects: ${N}\nrelationalize: {source: players, root: r, naming: '${X:-glue}'}\n"))
                .isEmpty();
    }

    @Test
    void whatTheReaderRefusesForItsShapeFitsNot() {
        List<String> wrong = List.of(
                "jobb: x\n",
                "max-rejects: many\n",
                "max-rejects: -1\n",
                "max-rejects: 1.5\n",
                "checks: {rows: 1}\n",
                "checks: {a: {unique: id}}\n",
                "checks: {a: {table: t, accepted: {level: [null]}}}\n",
                "checks: {a: {table: t, on-breach: stop}}\n",
                "tables: {players: {renam: {}}}\n",
                "tables: {players: {name: 2024}}\n",
                "tables: {players: {name: ' '}}\n",
                "tables: {players: {drop: id}}\n",
                "tables: {players: {files: 0}}\n",
                "tables: [players]\n",
                "relationalize: {source: players}\n",
                "relationalize: {source: players, root: r, naming: Glue}\n",
                "relationalize: {source: players, root: r, limits: {dept: 1}}\n",
                "warehouse: {type: redshift, external-schema: x}\n");
        for (String lines : wrong) {
            assertThat(violations(JobFolder.SMALLEST + lines)).as(lines).isNotEmpty();
        }
        assertThat(violations(JobFolder.SMALLEST.replace("in/players.json", "[]")))
                .isNotEmpty();
        assertThat(violations(JobFolder.SMALLEST.replace("job: small", "job: a b")))
                .isNotEmpty();
        assertThat(violations(JobFolder.SMALLEST.replace("json}", "json, records: Records}")))
                .isNotEmpty();
    }

    private static List<String> violations(String yaml) {
        Object document = new Load(LoadSettings.builder().build()).loadFromString(yaml);
        JsonNode node = JSON.valueToTree(document);
        return SCHEMA.validate(node).stream().map(Object::toString).toList();
    }
}
