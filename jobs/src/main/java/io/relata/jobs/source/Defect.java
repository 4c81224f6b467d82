package io.relata.jobs.source;

/** What is wrong with a record. */
record Defect(RejectReason reason, String detail) {}
