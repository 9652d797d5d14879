package org.amurwatch.consumer.cap;

/** What may stand in a document of XML 1.0. */
public final class XmlText {

    private XmlText() {}

    /** A text with a space for each character that XML 1.0 (2.2, Char) has no place for; a writer does not look for them. */
    public static String allowed(String content) {
        StringBuilder allowed = new StringBuilder(content.length());
        content.codePoints().map(c -> isAllowed(c) ? c : ' ').forEach(allowed::appendCodePoint);
        return allowed.toString();
    }

    private static boolean isAllowed(int c) {
        boolean control = c < ' ' && c != '\n' && c != '\t';
        boolean surrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
        return !control && !surrogate && c != 0xFFFE && c != 0xFFFF;
    }
}
