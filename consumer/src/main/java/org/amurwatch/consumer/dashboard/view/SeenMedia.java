package org.amurwatch.consumer.dashboard.view;

/**
 * A picture or a sound that somebody may have.
 *
 * @param eventKey the event by which they may
 * @param blurred whether nobody is to be known on what they get
 */
public record SeenMedia(String eventKey, boolean blurred) {}
