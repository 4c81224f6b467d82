package io.relata.jobs.config;

import static java.util.Objects.requireNonNull;

import io.relata.catalog.redshift.DataApiSettings.Compute;
import io.relata.catalog.redshift.DataApiSettings.Login;
import io.relata.catalog.redshift.IamRole;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** What runs the warehouse's SQL. */
public sealed interface WarehouseEngine {

    /** Redshift, or what is written for it. */
    sealed interface Redshift extends WarehouseEngine {

        /** As whom Redshift reads the catalog and the files. */
        IamRole role();
    }

    /**
     * A DuckDB file.
     *
     * @param path the file, absolute; created when missing
     * @param mounts by what locations begin with, the local folders through which DuckDB reads them
     */
    record DuckDb(String path, Map<String, String> mounts) implements WarehouseEngine {

        public DuckDb {
            requireNonNull(path, "path");
            mounts = Ordered.copy(mounts);
        }
    }

    /**
     * Redshift, through its Data API.
     *
     * @param region that of the catalog, then that of the surroundings when empty
     * @param endpoint where to call instead of the region's own endpoint
     * @param patience how long a statement may take
     */
    record DataApi(
            Optional<String> region,
            Optional<String> endpoint,
            Compute compute,
            String database,
            Login login,
            Duration patience,
            IamRole role)
            implements Redshift {

        public DataApi {
            requireNonNull(region, "region");
            requireNonNull(endpoint, "endpoint");
            requireNonNull(compute, "compute");
            requireNonNull(database, "database");
            requireNonNull(login, "login");
            requireNonNull(patience, "patience");
            requireNonNull(role, "role");
        }
    }

    /**
     * Redshift, over JDBC.
     *
     * @param url without user and password
     * @param passwordVariable the variable of the environment that holds the password
     */
    record Jdbc(String url, Optional<String> user, Optional<String> passwordVariable, IamRole role)
            implements Redshift {

        public Jdbc {
            requireNonNull(url, "url");
            requireNonNull(user, "user");
            requireNonNull(passwordVariable, "passwordVariable");
            requireNonNull(role, "role");
        }
    }

    /**
     * A script for Redshift, which somebody else runs.
     *
     * @param path the file, absolute; each run writes it anew
     */
    record Script(String path, IamRole role) implements Redshift {

        public Script {
            requireNonNull(path, "path");
            requireNonNull(role, "role");
        }
    }
}
