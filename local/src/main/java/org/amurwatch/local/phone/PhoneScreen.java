package org.amurwatch.local.phone;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.amurwatch.local.Terminal;
import org.amurwatch.local.Terminal.Colour;

/** Shows messages in a small frame on the terminal, as the team would read them. */
public final class PhoneScreen {

    private static final int WIDTH = 66;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

    private final Terminal terminal;

    public PhoneScreen(Terminal terminal) {
        this.terminal = terminal;
    }

    public void show(PhoneMessage message) {
        if (!message.signatureValid()) {
            terminal.print(terminal.paint(
                    Colour.YELLOW,
                    "  WARNING: the patrol phone refused a message without a valid signature (webhook-id "
                            + printable(message.id()) + ")."));
            return;
        }
        if (message.field("level").filter("REVIEW"::equals).isPresent()) {
            terminal.print("  - to look at: " + shortened(printable(message.text())));
            return;
        }
        List<String> lines = new ArrayList<>(wrap(printable(message.text())));
        if (message.link() != null && !message.text().contains(message.link())) {
            lines.addAll(wrap(printable(message.link())));
        }
        StringBuilder block = new StringBuilder(
                frame("  +-- patrol phone " + TIME.format(message.receivedAt()) + asked(message) + " "));
        for (String line : lines) {
            block.append("\n  ")
                    .append(terminal.paint(Colour.RED, "|"))
                    .append(' ')
                    .append(line);
        }
        terminal.print(block + "\n" + frame("  +"));
    }

    /** What is only to be looked at takes one line: there is much of it, and nobody is sent. */
    private static String shortened(String text) {
        String line = text.replace('\n', ' ');
        return line.length() <= WIDTH + 20
                ? line
                : line.substring(0, WIDTH + 17).strip() + "...";
    }

    /** What is asked for, and how bad it is: " -- DISPATCH, CRITICAL". */
    private static String asked(PhoneMessage message) {
        String asked = Stream.of("level", "severity")
                .flatMap(name -> message.field(name).stream())
                .map(PhoneScreen::printable)
                .collect(Collectors.joining(", "));
        return asked.isEmpty() ? "" : " -- " + asked;
    }

    private String frame(String begin) {
        return terminal.paint(Colour.RED, begin + "-".repeat(Math.max(0, WIDTH + 4 - begin.length())));
    }

    /** Without control characters: what a message brings must not command the terminal. */
    private static String printable(String text) {
        return text.replaceAll("[\\p{Cntrl}&&[^\n]]", " ");
    }

    private static List<String> wrap(String text) {
        List<String> lines = new ArrayList<>();
        for (String paragraph : text.split("\n", -1)) {
            StringBuilder line = new StringBuilder();
            for (String word : paragraph.split(" ", -1)) {
                if (line.length() > 0 && line.length() + 1 + word.length() > WIDTH) {
                    lines.add(line.toString());
                    line.setLength(0);
                }
                line.append(line.length() == 0 ? "" : " ").append(word);
            }
            lines.add(line.toString());
        }
        return lines;
    }
}
