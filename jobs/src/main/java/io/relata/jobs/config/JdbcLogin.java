package io.relata.jobs.config;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/** Where the user and the password of a database are found; neither is here. */
public sealed interface JdbcLogin {

    /**
     * In the job file and the environment.
     *
     * @param user empty where the server wants none
     * @param passwordVariable the variable that holds the password; empty where the server wants none
     */
    record Variable(Optional<String> user, Optional<String> passwordVariable) implements JdbcLogin {

        public Variable {
            requireNonNull(user, "user");
            requireNonNull(passwordVariable, "passwordVariable");
        }
    }

    /**
     * In AWS Secrets Manager.
     *
     * @param name of the secret, or its ARN
     * @param region an ARN's own where empty, else that of the environment
     * @param endpoint the region's own where empty
     */
    record Secret(String name, Optional<String> region, Optional<String> endpoint) implements JdbcLogin {

        public Secret {
            requireNonNull(name, "name");
            requireNonNull(region, "region");
            requireNonNull(endpoint, "endpoint");
        }
    }
}
