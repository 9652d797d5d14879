package org.amurwatch.consumer.dashboard.access;

/**
 * One browser of somebody who is logged in.
 *
 * @param key by which the session is known here, made from its id and of no use without it
 * @param csrfToken what goes with each request that changes something; a page of somebody else can't know it
 */
public record Session(String key, Viewer viewer, String csrfToken) {}
