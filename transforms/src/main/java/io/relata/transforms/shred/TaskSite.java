package io.relata.transforms.shred;

import org.apache.hadoop.conf.Configuration;

/**
 * Where and for whom a task attempt writes.
 *
 * @param job digits that name the job
 * @param attempt unique among all attempts of the application
 */
record TaskSite(String job, int partition, long attempt, String sparkVersion, Configuration configuration) {}
