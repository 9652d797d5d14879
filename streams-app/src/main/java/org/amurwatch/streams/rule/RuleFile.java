package org.amurwatch.streams.rule;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;

/**
 * A file of rules that somebody named on the command line, without a mistake.
 *
 * @param rules what it says, not yet of any version
 * @param yaml its text
 */
public record RuleFile(Rules rules, String yaml) {

    /** @throws CommandFailure exit 2, with everything that is wrong with it, by line */
    public static RuleFile read(Path file) {
        String yaml = text(file);
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
        return new RuleFile(rules, yaml);
    }

    private static String text(Path file) {
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
