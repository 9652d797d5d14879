package org.amurwatch.consumer.dashboard.media;

import org.amurwatch.consumer.dashboard.access.Viewer;

/** Is told who looks at which picture, or hears which sound, before they get it; what it throws keeps it from them. */
@FunctionalInterface
public interface MediaViews {

    /**
     * Somebody looks.
     *
     * @param eventKey the event that it belongs to, and by which they may see it
     * @param hash of the picture or sound
     * @param blurred whether nobody can be known on what they get
     */
    void viewed(Viewer viewer, String eventKey, String hash, boolean blurred);
}
