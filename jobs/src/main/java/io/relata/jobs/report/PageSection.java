package io.relata.jobs.report;

/** A part of the page with a heading of its own. */
interface PageSection {

    String heading();

    /** Whether there is nothing to show; the page then goes without it. */
    boolean isEmpty();

    /** Writes what stands below the heading. */
    void write(Markup page);
}
