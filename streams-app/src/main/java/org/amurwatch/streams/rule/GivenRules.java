package org.amurwatch.streams.rule;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;

/** Rules in a file that somebody names to a command. */
public final class GivenRules {

    private GivenRules() {}

    /**
     * The rules of a file, not yet of any version.
     *
     * @throws CommandFailure exit 2, with everything that is wrong with it
     */
    public static Rules read(Path file) {
        return read(file, text(file));
    }

    /** As {@link #read(Path)}, where the text is known. */
    static Rules read(Path file, String yaml) {
        RulesFile.Reading reading = RulesFile.read(file.toString(), yaml, 0);
        Rules rules = reading.rules();
        if (rules == null) {
            int mistakes = reading.mistakes().size();
            throw CommandFailure.usage(
                    (mistakes == 1 ? "The rules have a mistake:" : "The rules have " + mistakes + " mistakes:")
                            + reading.mistakes().stream()
                                    .map(mistake -> System.lineSeparator() + mistake)
                                    .collect(Collectors.joining()));
        }
        return rules;
    }

    static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (CharacterCodingException e) {
            throw new CommandFailure(
                    ExitCode.WRONG_USAGE, "Expected text in UTF-8, but " + file + " is something else.", e);
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.WRONG_USAGE,
                    "The file " + file + " can't be read (" + e.getClass().getSimpleName() + "). Is its name right?",
                    e);
        }
    }
}
