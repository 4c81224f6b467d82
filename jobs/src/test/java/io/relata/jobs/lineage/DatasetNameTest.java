package io.relata.jobs.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import io.relata.TableName;
import io.relata.jobs.config.CatalogSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("any-spark")
class DatasetNameTest {

    @ParameterizedTest
    @CsvSource({
        "s3a://lake/raw/players, s3://lake, raw/players",
        "s3n://lake/raw, s3://lake, raw",
        "s3://lake/a b#c?d=%20, s3://lake, a b#c?d=%20",
        "s3a://lake, s3://lake, /",
        "s3a://lake/, s3://lake, /",
        "gs://lake/raw/*.json, gs://lake, raw/*.json",
        "hdfs://name:8020/data, hdfs://name:8020, /data",
        "file:/data/in, file, /data/in",
        "file:///data/in, file, /data/in",
        "/data/a:b, file, /data/a:b"
    })
    void filesAreNamedByTheirStoreAndTheirPathInIt(String path, String namespace, String name) {
        assertThat(DatasetName.ofFiles(path)).isEqualTo(new DatasetName(namespace, name));
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:mysql://db:3307/shop, orders, mysql://db:3307, shop.orders",
        "jdbc:mariadb://db/shop, other.orders, mysql://db:3306, other.orders",
        "jdbc:postgresql://db/shop, orders, postgres://db:5432, shop.public.orders",
        "jdbc:postgresql://[::1]/shop, s.orders, postgres://[::1]:5432, shop.s.orders",
        "jdbc:postgresql://[::1]:5433/shop, s.orders, postgres://[::1]:5433, shop.s.orders"
    })
    void tablesOfDatabasesAreNamedByTheirServer(String url, String table, String namespace, String name) {
        assertThat(DatasetName.ofDatabase(url, table)).isEqualTo(new DatasetName(namespace, name));
    }

    private static final TableName TABLE = new TableName("games", "a/b");
    private static final String LOCATION = "s3a://lake/out/a_b/20261121t100000z-00000001";

    @Test
    void aTableOfAnAccountHasItsNameInTheCatalogAndItsFolderBeside() {
        CatalogNames names = CatalogNames.of(glue(Optional.of("123456789012")), Map.of("AWS_REGION", "eu-west-1"));
        assertThat(names.shown(TABLE, LOCATION))
                .isEqualTo(new DatasetName("arn:aws:glue:eu-west-1:123456789012", "table/games/a/b"));
        assertThat(names.other(TABLE, LOCATION)).isEqualTo(new DatasetName("s3://lake", "out/a_b"));
    }

    /** The same table has one name in every run, though each run writes a folder of its own. */
    @Test
    void aTableOfAnUnknownAccountIsNamedByItsFolderWithoutTheRun() {
        CatalogNames names = CatalogNames.of(glue(Optional.empty()), Map.of("AWS_REGION", "eu-west-1"));
        assertThat(names.shown(TABLE, LOCATION)).isEqualTo(new DatasetName("s3://lake", "out/a_b"));
        assertThat(names.other(TABLE, LOCATION)).isEqualTo(new DatasetName("glue.eu-west-1", "games.a/b"));
    }

    @Test
    void aLocalCatalogIsNamedByItsFolder() {
        assertThat(CatalogNames.of(new CatalogSpec.Local("games", "/data/catalog"), Map.of())
                        .table(TABLE))
                .isEqualTo(new DatasetName("file:/data/catalog", "games.a/b"));
    }

    private static CatalogSpec glue(Optional<String> account) {
        return new CatalogSpec.Glue("games", Optional.empty(), Optional.empty(), account, List.of(), false);
    }
}
