package io.relata.jobs.lineage;

import io.relata.RunId;
import io.relata.TableName;
import io.relata.jobs.config.CatalogSpec;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What OpenLineage calls the tables of a catalog.
 *
 * @param namespace the catalog's own
 * @param isAccount whether it is that of an account's Glue Data Catalog, and so names tables for everyone
 */
record CatalogNames(String namespace, boolean isAccount) {

    private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");

    /** @param environment may say the region, as it does to the catalog's client */
    static CatalogNames of(CatalogSpec catalog, Map<String, String> environment) {
        if (catalog instanceof CatalogSpec.Local local) {
            DatasetName folder = DatasetName.ofFiles(local.path());
            String between = folder.namespace().contains("//") && !folder.name().startsWith("/") ? "/" : "";
            return new CatalogNames(
                    folder.namespace() + (folder.namespace().equals("file") ? ":" : between) + folder.name(), false);
        }
        CatalogSpec.Glue glue = (CatalogSpec.Glue) catalog;
        Optional<String> region = glue.region()
                .or(() -> Stream.of("AWS_REGION", "AWS_DEFAULT_REGION")
                        .map(name -> environment.getOrDefault(name, ""))
                        .filter(name -> !name.isEmpty())
                        .findFirst());
        Optional<String> account =
                glue.catalogId().filter(id -> ACCOUNT.matcher(id).matches());
        return region.isPresent() && account.isPresent()
                ? new CatalogNames("arn:aws:glue:" + region.get() + ":" + account.get(), true)
                : new CatalogNames("glue" + region.map(name -> "." + name).orElse(""), false);
    }

    /** What a table is called by the catalog. */
    DatasetName table(TableName table) {
        return new DatasetName(
                namespace, isAccount ? "table/" + table.database() + "/" + table.table() : table.toString());
    }

    /** What a folder of a table is called: without the run, which is another one each time. */
    static DatasetName folder(String location) {
        int slash = location.lastIndexOf('/');
        boolean isOfRun = RunId.parsed(location.substring(slash + 1)).isPresent();
        return DatasetName.ofFiles(isOfRun ? location.substring(0, slash) : location);
    }

    /** The name that stands for the table. */
    DatasetName shown(TableName table, String location) {
        return isAccount ? table(table) : folder(location);
    }

    /** The other name that the table has. */
    DatasetName other(TableName table, String location) {
        return isAccount ? folder(location) : table(table);
    }
}
