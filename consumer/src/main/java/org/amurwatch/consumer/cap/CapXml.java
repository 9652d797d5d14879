package org.amurwatch.consumer.cap;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes elements of CAP 1.2 (OASIS), one after another; what is put into them is text, whatever it holds. Used once. */
public final class CapXml {

    public static final String NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2";

    private static final XMLOutputFactory WRITERS = XMLOutputFactory.newDefaultFactory();

    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter xml;

    public CapXml() {
        try {
            this.xml = WRITERS.createXMLStreamWriter(text);
            xml.setDefaultNamespace(NAMESPACE);
            xml.writeStartDocument("UTF-8", "1.0");
        } catch (XMLStreamException e) {
            throw unwritable(e);
        }
    }

    /** The outermost element. */
    public CapXml root(String name) {
        begin(name);
        try {
            xml.writeDefaultNamespace(NAMESPACE);
        } catch (XMLStreamException e) {
            throw unwritable(e);
        }
        return this;
    }

    /** Opens an element that holds others. */
    public CapXml begin(String name) {
        try {
            xml.writeStartElement(NAMESPACE, name);
        } catch (XMLStreamException e) {
            throw unwritable(e);
        }
        return this;
    }

    /** Closes the element that was opened last. */
    public CapXml end() {
        try {
            xml.writeEndElement();
        } catch (XMLStreamException e) {
            throw unwritable(e);
        }
        return this;
    }

    /** An element that holds text; none where the text is empty. */
    public CapXml element(String name, String content) {
        if (content.isEmpty()) {
            return this;
        }
        begin(name);
        try {
            xml.writeCharacters(XmlText.allowed(content));
        } catch (XMLStreamException e) {
            throw unwritable(e);
        }
        return end();
    }

    /** A name and a value, as CAP has them for what it does not know itself. */
    public CapXml named(String name, String valueName, String value) {
        return begin(name)
                .element("valueName", valueName)
                .element("value", value)
                .end();
    }

    /** The document, in UTF-8. */
    public byte[] bytes() {
        try {
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw unwritable(e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static IllegalStateException unwritable(XMLStreamException e) {
        return new IllegalStateException("XML can't be written to memory.", e);
    }
}
