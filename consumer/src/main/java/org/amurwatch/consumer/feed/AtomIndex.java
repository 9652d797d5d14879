package org.amurwatch.consumer.feed;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.amurwatch.avro.Agreement;
import org.amurwatch.consumer.cap.XmlText;
import org.amurwatch.consumer.wording.Languages;
import org.jspecify.annotations.Nullable;

/** The index of an agreement's CAP messages in Atom 1.0 (RFC 4287), in pages (RFC 5005): one entry per alert. */
final class AtomIndex {

    static final String NAMESPACE = "http://www.w3.org/2005/Atom";

    private static final XMLOutputFactory WRITERS = XMLOutputFactory.newDefaultFactory();
    private static final String LANGUAGE = "en";

    private final FeedSender sender;
    private final FeedWords words = new FeedWords(new Languages().of(LANGUAGE));

    AtomIndex(FeedSender sender) {
        this.sender = sender;
    }

    byte[] of(Feed feed, FeedPage page) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = WRITERS.createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("feed");
            xml.writeDefaultNamespace(NAMESPACE);
            xml.writeAttribute("xml:lang", LANGUAGE);
            describe(xml, feed, page);
            for (FeedItem item : page.items()) {
                entry(xml, feed.agreement(), item);
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("XML can't be written to memory.", e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void describe(XMLStreamWriter xml, Feed feed, FeedPage page) throws XMLStreamException {
        Agreement agreement = feed.agreement();
        element(xml, "id", id(agreement.getId()));
        element(xml, "title", "Poaching alerts: " + agreement.getName());
        if (feed.cut()) {
            element(xml, "subtitle", FeedNotes.cut());
        }
        Instant updated = feed.items().isEmpty()
                ? agreement.getStartAt()
                : feed.items().get(0).releasedAt();
        element(xml, "updated", updated.toString());
        xml.writeStartElement("author");
        element(xml, "name", sender.name());
        xml.writeEndElement();
        if (!feed.isPublic()) {
            element(xml, "rights", CapMessage.restriction(agreement));
        }
        link(xml, "self", page.self(), "application/atom+xml");
        if (page.next() != null) {
            link(xml, "next", page.next(), "application/atom+xml");
        }
    }

    private void entry(XMLStreamWriter xml, Agreement agreement, FeedItem item) throws XMLStreamException {
        xml.writeStartElement("entry");
        element(xml, "id", id(agreement.getId() + "/" + item.id()));
        element(xml, "title", words.headline(item));
        element(xml, "updated", item.releasedAt().toString());
        Instant first = item.standing().isEmpty()
                ? item.releasedAt()
                : item.standing().get(0).at();
        element(xml, "published", first.toString());
        element(xml, "summary", words.description(item));
        if (!item.event().getWithdrawn() && item.event().getKind() != null) {
            xml.writeEmptyElement("category");
            xml.writeAttribute("term", item.event().getKind().name());
        }
        link(xml, "alternate", path(agreement, item), "application/cap+xml");
        xml.writeEndElement();
    }

    /** Where the message of an alert is, below {@code /feeds}. */
    private static String path(Agreement agreement, FeedItem item) {
        return PathSegment.encoded(agreement.getId()) + "/cap/" + PathSegment.encoded(item.id()) + ".xml";
    }

    /** The same for good, whatever our address is by then. */
    private static String id(String name) {
        return "urn:uuid:" + UUID.nameUUIDFromBytes(("amurwatch/feeds/" + name).getBytes(StandardCharsets.UTF_8));
    }

    private void link(XMLStreamWriter xml, String relation, String path, String type) throws XMLStreamException {
        xml.writeEmptyElement("link");
        xml.writeAttribute("rel", relation);
        xml.writeAttribute("type", type);
        xml.writeAttribute("href", sender.link(path));
    }

    private static void element(XMLStreamWriter xml, String name, @Nullable String content) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(XmlText.allowed(content == null ? "" : content));
        xml.writeEndElement();
    }
}
