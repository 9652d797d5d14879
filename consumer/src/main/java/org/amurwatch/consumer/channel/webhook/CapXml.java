package org.amurwatch.consumer.channel.webhook;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes elements of CAP 1.2, one after another; what is put into them is text, whatever it holds. Used once. */
final class CapXml {

    static final String NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2";

    private static final XMLOutputFactory WRITERS = XMLOutputFactory.newDefaultFactory();

    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter xml;

    CapXml() {
        try {
            this.xml = WRITERS.createXMLStreamWriter(text);
            xml.setDefaultNamespace(NAMESPACE);
            xml.writeStartDocument("UTF-8", "1.0");
        } catch (XMLStreamException e) {
            throw unwritable(e);
        }
    }

    /** The outermost element. */
    CapXml root(String name) {
        begin(name);
        try {
            xml.writeDefaultNamespace(NAMESPACE);
        } catch (XMLStreamException e) {
            throw unwritable(e);
        }
        return this;
    }

    CapXml begin(String name) {
        try {
            xml.writeStartElement(NAMESPACE, name);
        } catch (XMLStreamException e) {
            throw unwritable(e);
        }
        return this;
    }

    CapXml end() {
        try {
            xml.writeEndElement();
        } catch (XMLStreamException e) {
            throw unwritable(e);
        }
        return this;
    }

    /** An element that holds text; none where the text is empty. */
    CapXml element(String name, String content) {
        if (content.isEmpty()) {
            return this;
        }
        begin(name);
        try {
            xml.writeCharacters(allowed(content));
        } catch (XMLStreamException e) {
            throw unwritable(e);
        }
        return end();
    }

    /** A name and a value, as CAP has them for what it does not know itself. */
    CapXml named(String name, String valueName, String value) {
        return begin(name)
                .element("valueName", valueName)
                .element("value", value)
                .end();
    }

    /** The document, in UTF-8. */
    byte[] bytes() {
        try {
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw unwritable(e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** A text with a space for each character that XML 1.0 (2.2, Char) has no place for; a writer does not look for them. */
    private static String allowed(String content) {
        StringBuilder allowed = new StringBuilder(content.length());
        content.codePoints().map(c -> isAllowed(c) ? c : ' ').forEach(allowed::appendCodePoint);
        return allowed.toString();
    }

    private static boolean isAllowed(int c) {
        boolean control = c < ' ' && c != '\n' && c != '\t';
        boolean surrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
        return !control && !surrogate && c != 0xFFFE && c != 0xFFFF;
    }

    private static IllegalStateException unwritable(XMLStreamException e) {
        return new IllegalStateException("XML can't be written to memory.", e);
    }
}
