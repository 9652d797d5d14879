package org.amurwatch.streams.rule;

/**
 * One thing that is wrong in a file of rules.
 *
 * @param file as it was named
 * @param line from 1
 * @param column from 1
 * @param sentence what was expected, what came, and what to do
 */
public record Mistake(String file, int line, int column, String sentence) {

    @Override
    public String toString() {
        return file + ":" + line + ":" + column + ": " + sentence;
    }
}
