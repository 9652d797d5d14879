package org.amurwatch.producer.patrol;

import java.io.InputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.producer.table.UnusableRow;
import org.jspecify.annotations.Nullable;

/**
 * Reads the points of the tracks of a GPX file one by one, however long it is. Nothing that the file names is fetched or
 * expanded. Its times are UTC, as GPX 1.1 has it, where they name no zone.
 */
final class GpxTrack {

    private static final int TIME_WITHOUT_ZONE = "2026-01-17T06:18:44".length();

    private final TrackCells cells;
    private final String teamId;

    GpxTrack(TrackCells cells, String teamId) {
        this.cells = cells;
        this.teamId = teamId;
    }

    /** @throws CommandFailure (2) if it is no GPX; what stands before the point where XML is broken is handled */
    void read(InputStream file, TrackHandler handler) {
        XMLStreamReader xml = null;
        try {
            xml = factory().createXMLStreamReader(file);
            expectGpx(xml);
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT
                        && xml.getLocalName().equals("trkpt")) {
                    point(xml, handler);
                }
            }
        } catch (XMLStreamException e) {
            if (xml == null || !begun(xml)) {
                throw CommandFailure.usage("It is no GPX: " + sentence(e));
            }
            handler.rejected(
                    Math.max(1, e.getLocation() == null ? 1 : e.getLocation().getLineNumber()),
                    "the file is no XML from here on (" + sentence(e) + "); what follows was not read");
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setXMLResolver((publicId, systemId, baseUri, namespace) -> {
            throw new XMLStreamException("the file refers to another one, which is not read");
        });
        return factory;
    }

    private static boolean begun(XMLStreamReader xml) {
        return xml.getEventType() != XMLStreamConstants.START_DOCUMENT;
    }

    private static void expectGpx(XMLStreamReader xml) throws XMLStreamException {
        while (xml.next() != XMLStreamConstants.START_ELEMENT) {
            // Comments and white space before the root.
        }
        if (!xml.getLocalName().equals("gpx")) {
            throw CommandFailure.usage("It is no GPX: expected the element gpx, got " + xml.getLocalName() + ".");
        }
    }

    private void point(XMLStreamReader xml, TrackHandler handler) throws XMLStreamException {
        long row = xml.getLocation().getLineNumber();
        String latitude = xml.getAttributeValue(null, "lat");
        String longitude = xml.getAttributeValue(null, "lon");
        String time = null;
        int depth = 1;
        while (depth > 0) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                if (depth == 1 && xml.getLocalName().equals("time")) {
                    // Ends at the closing tag.
                    time = inUtc(xml.getElementText());
                } else {
                    depth++;
                }
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            }
        }
        try {
            handler.point(cells.point(teamId, time, latitude, longitude, false));
        } catch (UnusableRow e) {
            handler.rejected(row, e.reason());
        }
    }

    private static @Nullable String inUtc(String time) {
        String stated = time.strip();
        return stated.length() >= TIME_WITHOUT_ZONE && !stated.matches(".*(Z|[+-]\\d\\d(:?\\d\\d)?)$")
                ? stated + "Z"
                : stated;
    }

    /** The parser's message in one line, without its own position. */
    private static String sentence(XMLStreamException e) {
        String message = String.valueOf(e.getMessage());
        return message.substring(
                        message.indexOf("Message: ") < 0 ? 0 : message.indexOf("Message: ") + "Message: ".length())
                .replaceAll("\\s+", " ")
                .strip();
    }
}
