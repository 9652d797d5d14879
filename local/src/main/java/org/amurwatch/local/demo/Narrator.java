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
     * @param rung what the phone has shown
     */
    public void close(DemoPlayer.Published published, PhoneRecord rung) {
        StringBuilder screen = new StringBuilder("\n");
        screen.append(terminal.paint(Colour.BOLD, "The fortnight is over.")).append('\n');
        published
                .roles()
                .forEach((role, count) ->
                        screen.append(String.format(Locale.ROOT, "  %,6d  %s%n", count, role.words())));
        screen.append(String.format(Locale.ROOT, "  %,6d  events published%n%n", published.total()));
        rung.expected().forEach(expected -> screen.append("  ")
                .append(expected.shown() ? terminal.paint(Colour.GREEN, "yes  ") : terminal.paint(Colour.RED, "NO   "))
                .append(expected.what())
                .append('\n'));
        screen.append(String.format(
                Locale.ROOT,
                "%n  Teams were sent for %d incidents, the duty officer looked at %d; nobody was sent for people on camera%s%n",
                rung.dispatched(),
                rung.reviewed(),
                rung.sentForPeople() == 0 ? "." : " but " + rung.sentForPeople() + " times."));
        screen.append("  Of ")
                .append(String.format(Locale.ROOT, "%,d", published.harmlessPeople()))
                .append(" people and vehicles on camera all others were left in peace (")
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
