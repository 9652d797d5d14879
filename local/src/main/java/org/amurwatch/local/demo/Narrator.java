package org.amurwatch.local.demo;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.amurwatch.local.Terminal;
import org.amurwatch.local.Terminal.Colour;

/** Tells the story between the phone's messages, dated in the story's local time, and sums it up. */
public final class Narrator {

    private final Terminal terminal;
    private final DateTimeFormatter date;

    public Narrator(Terminal terminal, ZoneId zone) {
        this.terminal = terminal;
        this.date =
                DateTimeFormatter.ofPattern("EEE d MMM HH:mm", Locale.ENGLISH).withZone(zone);
    }

    public void tell(Instant storyTime, String text) {
        terminal.print(terminal.paint(Colour.CYAN, date.format(storyTime)) + "  "
                + text.strip()
                        .replace("\n", "\n" + " ".repeat(date.format(storyTime).length() + 2)));
    }

    public void open(Scenario scenario, double speed) {
        terminal.print("\n"
                + terminal.paint(
                        Colour.BOLD,
                        scenario.title() + ", inside an ordinary fortnight, "
                                + String.format(Locale.ROOT, "%,.0f", speed) + " times as fast.")
                + "\nEverything in it is an EXERCISE. The phone below belongs to the patrol teams.\n");
    }

    /**
     * The closing screen.
     *
     * @param expected alerts that the phone should have shown
     * @param received alerts that it has shown
     */
    public void close(DemoPlayer.Published published, long expected, long received) {
        StringBuilder screen = new StringBuilder("\n");
        screen.append(terminal.paint(Colour.BOLD, "The fortnight is over.")).append('\n');
        published
                .roles()
                .forEach((role, count) ->
                        screen.append(String.format(Locale.ROOT, "  %,6d  %s%n", count, role.words())));
        screen.append(String.format(Locale.ROOT, "  %,6d  events published%n%n", published.total()));
        boolean right = expected == received;
        screen.append("  ")
                .append(terminal.paint(
                        right ? Colour.GREEN : Colour.RED,
                        "The patrol phone rang " + received + " times; expected " + expected + "."))
                .append('\n');
        screen.append("  It stayed silent for ")
                .append(String.format(Locale.ROOT, "%,d", published.harmlessPeople()))
                .append(" people and vehicles on camera (")
                .append(published.count(Step.Role.CREW))
                .append(" times our own crew, ")
                .append(published.count(Step.Role.PATROL))
                .append(" times our own patrols, ")
                .append(published.count(Step.Role.CARD_PEOPLE))
                .append(" of them half a year old)\n  and for ")
                .append(published.count(Step.Role.ANIMAL) + published.count(Step.Role.CARD_ANIMAL))
                .append(" animals. All of them are counted.");
        terminal.print(screen.toString());
    }
}
