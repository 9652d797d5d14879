package org.amurwatch.consumer.cap;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** A CAP message as a receiver reads it. */
public record CapDocument(Document document) {

    /** Ours, and the one of OASIS where {@code -Damurwatch.cap-schema=FILE} says where it is: it is not part of this project. */
    private static final List<Schema> SCHEMAS = Stream.of(
                    new StreamSource(String.valueOf(CapDocument.class.getResource("cap-1.2-structure.xsd"))),
                    fileOfOasis())
            .filter(Objects::nonNull)
            .map(CapDocument::schema)
            .toList();

    /** Parses a message, and checks it against the structure of CAP 1.2. */
    public static CapDocument of(byte[] body) throws Exception {
        DocumentBuilderFactory parsers = DocumentBuilderFactory.newInstance();
        parsers.setNamespaceAware(true);
        parsers.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        Document document = parsers.newDocumentBuilder().parse(new ByteArrayInputStream(body));
        for (Schema schema : SCHEMAS) {
            schema.newValidator().validate(new DOMSource(document));
        }
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

    private static @Nullable StreamSource fileOfOasis() {
        String file = System.getProperty("amurwatch.cap-schema");
        return file == null ? null : new StreamSource(Path.of(file).toFile());
    }

    private static Schema schema(StreamSource source) {
        try {
            SchemaFactory schemas = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
            schemas.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            schemas.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            return schemas.newSchema(source);
        } catch (SAXException e) {
            throw new IllegalStateException(source.getSystemId() + " is no XML schema.", e);
        }
    }
}
