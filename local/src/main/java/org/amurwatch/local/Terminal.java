package org.amurwatch.local;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** Where {@code up} shows what happens: whole blocks of lines, never mixed; colour only where it is welcome. */
public final class Terminal {

    /** A colour, as an ANSI code. */
    public enum Colour {
        RED("31"),
        GREEN("32"),
        YELLOW("33"),
        CYAN("36"),
        GREY("90"),
        BOLD("1");

        private final String code;

        Colour(String code) {
            this.code = code;
        }
    }

    private final PrintWriter out;
    private final boolean coloured;

    public Terminal(PrintWriter out, boolean coloured) {
        this.out = out;
        this.coloured = coloured;
    }

    /** Whether this process writes to a terminal whose user did not ask for plain text (https://no-color.org). */
    public static boolean welcomesColour() {
        String wish = System.getenv("NO_COLOR");
        return System.console() != null && (wish == null || wish.isEmpty()) && !"dumb".equals(System.getenv("TERM"));
    }

    /** Prints a block of lines at once. */
    public synchronized void print(String block) {
        out.println(block);
        out.flush();
    }

    public String paint(Colour colour, String text) {
        return coloured ? "\u001b[" + colour.code + "m" + text + "\u001b[0m" : text;
    }

    /** One step that is done, and how long it took. */
    public void done(String what, Duration took, String detail) {
        print(String.format(
                Locale.ROOT,
                "  %s %-12s %5.1f s  %s",
                paint(Colour.GREEN, "ok"),
                what,
                took.toMillis() / 1000.0,
                paint(Colour.GREY, detail)));
    }
}
