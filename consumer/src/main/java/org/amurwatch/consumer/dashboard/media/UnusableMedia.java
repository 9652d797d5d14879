package org.amurwatch.consumer.dashboard.media;

/** A picture or a sound that can't be given out; the message is a sentence, which names no file. */
final class UnusableMedia extends Exception {

    private static final long serialVersionUID = 1L;

    UnusableMedia(String sentence) {
        super(sentence);
    }
}
