package io.relata.bench;

import java.nio.file.Path;
import java.util.Optional;
import java.util.SplittableRandom;
import org.apache.spark.sql.types.StructType;

/** The members of the Congress of the United States: real records, repeated. Five arrays, six tables. */
final class Legislators implements RecordShape {

    static final String NAME = "legislators";

    private static final String KEY = "id.bioguide";
    // What Spark infers from one copy of the file, in the order in which the fields come.
    private static final StructType SCHEMA = StructType.fromDDL("id STRUCT<bioguide: STRING, thomas: STRING, "
            + "lis: STRING, govtrack: BIGINT, opensecrets: STRING, votesmart: BIGINT, fec: ARRAY<STRING>, "
            + "cspan: BIGINT, wikipedia: STRING, house_history: BIGINT, ballotpedia: STRING, maplight: BIGINT, "
            + "icpsr: BIGINT, wikidata: STRING, google_entity_id: STRING, pictorial: BIGINT>, "
            + "name STRUCT<first: STRING, middle: STRING, last: STRING, suffix: STRING, nickname: STRING, "
            + "official_full: STRING>, bio STRUCT<birthday: STRING, gender: STRING>, "
            + "leadership_roles ARRAY<STRUCT<title: STRING, chamber: STRING, start: STRING, end: STRING>>, "
            + "family ARRAY<STRUCT<name: STRING, relation: STRING>>, "
            + "terms ARRAY<STRUCT<type: STRING, start: STRING, end: STRING, state: STRING, district: BIGINT, "
            + "class: BIGINT, party: STRING, caucus: STRING, url: STRING, address: STRING, phone: STRING, "
            + "fax: STRING, contact_form: STRING, office: STRING, state_rank: STRING, rss_url: STRING, how: STRING, "
            + "`end-type`: STRING, party_affiliations: ARRAY<STRUCT<start: STRING, end: STRING, party: STRING, "
            + "caucus: STRING>>>>");

    private final Path file;
    private Optional<RepeatedRecords> read = Optional.empty();

    private Legislators(Path file) {
        this.file = file;
    }

    /** What is in {@link #sharedFile}. */
    static Legislators shared() {
        return of(sharedFile());
    }

    /**
     * In {@code data/legislators} in the folder that the system property {@code relata.shared} names, or else
     * {@code shared} beside the checkout, which {@code relata.root} names.
     */
    static Path sharedFile() {
        Path shared = Optional.ofNullable(System.getProperty("relata.shared"))
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("relata.root", "."), "..", "shared"));
        return shared.resolve("data/legislators/legislators-current.json").normalize();
    }

    static Legislators of(Path file) {
        return new Legislators(file);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String root() {
        return NAME;
    }

    @Override
    public String key() {
        return KEY;
    }

    @Override
    public StructType schema() {
        return SCHEMA;
    }

    @Override
    public long origin() {
        return records().origin();
    }

    @Override
    public void write(long number, SplittableRandom random, NdjsonWriter out) {
        records().write(number, out);
    }

    // Not before it is needed: a process that only reads what was written has no use for the file.
    private RepeatedRecords records() {
        RepeatedRecords records = read.orElseGet(() -> new RepeatedRecords(RealRecords.read(file), NAME, KEY));
        read = Optional.of(records);
        return records;
    }
}
