package io.relata.catalog.redshift;

import static io.relata.catalog.redshift.Samples.names;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("any-spark")
class StagingUpsertTest {

    private static final RelationName USERS = RelationName.of("mart", "users");
    private static final List<Identifier> COLUMNS = names("user_id", "level", "updated_at");

    private static StagingUpsert upsert(Optional<Identifier> version) {
        return new StagingUpsert(
                USERS,
                staging -> new CopyParquet(
                        staging, COLUMNS, new CopySource.Folder(new S3Location("s3://b/users")), new IamRole.Default()),
                COLUMNS,
                names("user_id"),
                version);
    }

    @Test
    void newRowsTakeThePlaceOfOldOnesInOneTransaction() {
        assertThat(upsert(Optional.of(new Identifier("updated_at")))
                        .transaction()
                        .statements())
                .extracting(statement -> statement.sql().lines().findFirst().orElse(""))
                .containsExactly(
                        "CREATE TEMP TABLE \"relata_staging\" (LIKE \"mart\".\"users\")",
                        "COPY \"relata_staging\" (\"user_id\", \"level\", \"updated_at\")",
                        "LOCK TABLE \"mart\".\"users\"",
                        "DELETE FROM \"relata_staging\"",
                        "DELETE FROM \"mart\".\"users\"",
                        "INSERT INTO \"mart\".\"users\" (\"user_id\", \"level\", \"updated_at\")",
                        "DROP TABLE \"relata_staging\"");
    }

    @Test
    void withoutAVersionNothingComesTooLate() {
        assertThat(upsert(Optional.empty()).transaction().statements())
                .hasSize(6)
                .noneMatch(statement -> statement instanceof DeleteLate);
    }

    @Test
    void keysAndVersionAreColumnsOfTheTarget() {
        assertThatThrownBy(() -> upsert(Optional.of(new Identifier("at"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The keys and the version of \"mart\".\"users\" are among its columns");
    }
}
