package io.relata.jobs;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/**
 * What the program finds around it; tests give their own.
 *
 * @param in what a person types
 * @param out takes results
 * @param err takes progress and errors
 * @param terminal whether a person watches
 * @param home the checkout, which holds the ready jobs
 */
record Surroundings(
        BufferedReader in,
        PrintWriter out,
        PrintWriter err,
        boolean terminal,
        Map<String, String> environment,
        Path workingDirectory,
        Path home,
        Clock clock) {}
