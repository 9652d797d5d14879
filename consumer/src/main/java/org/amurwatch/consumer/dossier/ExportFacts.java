package org.amurwatch.consumer.dossier;

import java.time.Instant;
import java.util.List;

/**
 * What is to be said of the export itself.
 *
 * @param by role or pseudonym of whoever exports
 * @param program version of this program
 * @param withPrivate whether names and free text of the evidence are in it
 * @param unreadable where records stand that can't be read, and may belong to the incident
 */
record ExportFacts(Instant at, String by, String program, boolean withPrivate, List<String> unreadable) {}
