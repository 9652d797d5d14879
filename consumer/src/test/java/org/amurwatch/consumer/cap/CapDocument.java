package org.amurwatch.consumer.cap;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** A CAP message as a receiver reads it. */
public record CapDocument(Document document) {

    private static final Schema SCHEMA = schema();

    /** Parses a message, and checks it against the structure of CAP 1.2. */
    public static CapDocument of(byte[] body) throws Exception {
        DocumentBuilderFactory parsers = DocumentBuilderFactory.newInstance();
        parsers.setNamespaceAware(true);
        parsers.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        Document document = parsers.newDocumentBuilder().parse(new ByteArrayInputStream(body));
        SCHEMA.newValidator().validate(new DOMSource(document));
        return new CapDocument(document);
    }

    /** The texts of all elements of that name, in their order. */
    public List<String> all(String name) {
        NodeList found = document.getElementsByTagNameNS("urn:oasis:names:tc:emergency:cap:1.2", name);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            texts.add(found.item(i).getTextContent());
        }
        return texts;
    }

    /** The text of the one element of that name; empty where there is none. */
    public String text(String name) {
        List<String> all = all(name);
        if (all.size() > 1) {
            throw new AssertionError("More than one " + name + ": " + all);
        }
        return all.isEmpty() ? "" : all.get(0);
    }

    private static Schema schema() {
        try {
            return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                    .newSchema(Objects.requireNonNull(CapDocument.class.getResource("cap-1.2-structure.xsd")));
        } catch (org.xml.sax.SAXException e) {
            throw new IllegalStateException(e);
        }
    }
}
