package io.relata.jobs.config;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/** Who is told, as OpenLineage's events, what a run read and what it made of it. */
public sealed interface LineageSpec {

    /** The namespace of the job. */
    String namespace();

    /**
     * A folder that takes a file for each run.
     *
     * @param path absolute or with a scheme
     */
    record Folder(String namespace, String path) implements LineageSpec {

        public Folder {
            requireNonNull(namespace, "namespace");
            requireNonNull(path, "path");
        }
    }

    /**
     * A server that takes events.
     *
     * @param url the whole address, without user, password and query
     * @param apiKeyVariable the variable of the environment that holds the key it asks for; empty where it asks for none
     */
    record Server(String namespace, String url, Optional<String> apiKeyVariable) implements LineageSpec {

        public Server {
            requireNonNull(namespace, "namespace");
            requireNonNull(url, "url");
            requireNonNull(apiKeyVariable, "apiKeyVariable");
        }
    }
}
