package org.amurwatch.consumer.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.amurwatch.avro.Agreement;
import org.amurwatch.avro.ReleasedEvent;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** The index against what RFC 4287 asks for (4.1.1, 4.1.2), written out here: no schema of it is at hand. */
class AtomIndexTest {

    private static final Agreement AGREEMENT =
            Releases.partner("w&f").setName("Cats & <Dogs>").build();

    private final AtomIndex index = new AtomIndex(
            new FeedSender(URI.create("https://feeds.example.org"), "amurwatch@example.org", "Amur Watch"));

    private Element read(int limit, FeedItem... items) throws Exception {
        Feed feed = Releases.feed(AGREEMENT, items).alerts();
        FeedPage page = FeedPage.of(feed, "w%26f/cap.atom", new FeedPage.Query(null, null, limit));
        DocumentBuilderFactory parsers = DocumentBuilderFactory.newInstance();
        parsers.setNamespaceAware(true);
        parsers.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        Element root = parsers.newDocumentBuilder()
                .parse(new ByteArrayInputStream(index.of(feed, page)))
                .getDocumentElement();
        check(root);
        return root;
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getLocalName().equals(name)) {
                found.add(element);
            }
        }
        return found;
    }

    private static String text(Element parent, String name) {
        assertThat(children(parent, name)).as(name).hasSize(1);
        return children(parent, name).get(0).getTextContent();
    }

    private static List<Element> links(Element parent, String relation) {
        return children(parent, "link").stream()
                .filter(link -> link.getAttribute("rel").equals(relation))
                .toList();
    }

    /** What every feed document must be. */
    private static void check(Element feed) {
        assertThat(feed.getNamespaceURI()).isEqualTo(AtomIndex.NAMESPACE);
        assertThat(feed.getLocalName()).isEqualTo("feed");
        assertThat(text(children(feed, "author").get(0), "name")).isNotBlank();
        assertThat(links(feed, "self")).hasSize(1);
        checkNamed(feed);
        Set<String> ids = new HashSet<>();
        for (Element entry : children(feed, "entry")) {
            checkNamed(entry);
            assertThat(ids.add(text(entry, "id"))).isTrue();
            // Without content there must be an alternate.
            assertThat(links(entry, "alternate")).hasSize(1);
            assertThat(OffsetDateTime.parse(text(entry, "published")))
                    .isBeforeOrEqualTo(OffsetDateTime.parse(text(entry, "updated")));
        }
    }

    private static void checkNamed(Element element) {
        assertThat(URI.create(text(element, "id")).isAbsolute()).isTrue();
        assertThat(text(element, "title")).isNotBlank();
        assertThat(OffsetDateTime.parse(text(element, "updated"))).isNotNull();
        children(element, "link").forEach(link -> assertThat(
                        URI.create(link.getAttribute("href")).isAbsolute())
                .isTrue());
    }

    @Test
    void shouldPointToEachAlertAndToNoSighting() throws Exception {
        Element feed = read(
                10,
                Releases.item(Releases.shot("w&f", 1).build()),
                Releases.item(Releases.sighting("w&f", 2).build()));

        List<Element> entries = children(feed, "entry");
        assertThat(entries).hasSize(1);
        assertThat(text(feed, "title")).isEqualTo("Poaching alerts: Cats & <Dogs>");
        assertThat(text(entries.get(0), "title")).startsWith("Gunshot: kedrovaya");
        Element link = links(entries.get(0), "alternate").get(0);
        assertThat(link.getAttribute("type")).isEqualTo("application/cap+xml");
        assertThat(link.getAttribute("href"))
                .isEqualTo("https://feeds.example.org/feeds/w%26f/cap/" + Releases.id(1) + ".xml");
        assertThat(text(feed, "rights")).contains("Cats & <Dogs>");
        assertThat(links(feed, "next")).isEmpty();
    }

    @Test
    void shouldKeepAnEntryThroughAllItsVersions() throws Exception {
        ReleasedEvent first = Releases.shot("w&f", 1).build();
        ReleasedEvent second = Releases.next(first).build();
        Element before = children(read(10, Releases.item(first)), "entry").get(0);
        Element after = children(
                        read(
                                10,
                                Releases.item(
                                        first,
                                        second,
                                        Releases.withdrawn(second).build())),
                        "entry")
                .get(0);

        assertThat(text(after, "id")).isEqualTo(text(before, "id"));
        assertThat(text(after, "published")).isEqualTo(text(before, "published"));
        assertThat(text(after, "updated")).isEqualTo("2026-01-17T06:37:00.250Z");
        assertThat(text(after, "title")).isEqualTo("Alert withdrawn");
    }

    @Test
    void shouldGoOnOnTheNextPage() throws Exception {
        Element feed = read(
                1,
                Releases.item(Releases.shot("w&f", 1).build()),
                Releases.item(Releases.shot("w&f", 2).build()));

        assertThat(children(feed, "entry")).hasSize(1);
        assertThat(links(feed, "next").get(0).getAttribute("href"))
                .isEqualTo("https://feeds.example.org/feeds/w%26f/cap.atom?after=1768631700250-" + Releases.id(1)
                        + "&limit=1");
    }

    @Test
    void shouldBeAFeedWhereNothingWasReleased() throws Exception {
        assertThat(text(read(10), "updated")).isEqualTo("2025-01-01T00:00:00Z");
    }
}
