package org.amurwatch.streams.activity;

/**
 * Rows that are compared with each other in time: those of one subject at one place.
 *
 * @param subject scientific name or kind of poaching alert
 */
record Chain(String territoryId, Category category, String subject, Place place) {}
