package org.amurwatch.streams.individual;

/**
 * An animal as a source names it.
 *
 * @param sourceId the source; holds no slash
 * @param name its name there
 */
record Identity(String sourceId, String name) {

    /** How an animal is called that the register does not know: source, slash, name. */
    String text() {
        return sourceId + "/" + name;
    }

    static Identity of(String text) {
        int slash = text.indexOf('/');
        return new Identity(text.substring(0, slash), text.substring(slash + 1));
    }
}
