package org.amurwatch.audit;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.amurwatch.avro.AccessEntry;

/**
 * What somebody filed outside the system about the entries of one writer of the audit.
 *
 * @param writerId whose entries
 * @param sequence number of the entry that was the last one then
 * @param hash its hash, 64 hexadecimal digits
 */
public record FiledHead(String writerId, long sequence, String hash) {

    /** What is filed, as one word of a message: WRITER:SEQUENCE:HASH. A writer's id may hold colons itself. */
    private static final Pattern WORD = Pattern.compile("([\\w./:+-]+):(\\d{1,18}):([0-9a-f]{64})(?![0-9a-f])");

    public static FiledHead of(AccessEntry entry) {
        return new FiledHead(entry.getWriterId(), entry.getSequence(), entry.getHash());
    }

    /** All that stand in a text, whatever stands around them: the filed messages as they came, one after another. */
    public static List<FiledHead> in(String text) {
        return WORD.matcher(text).results().map(FiledHead::of).toList();
    }

    private static FiledHead of(java.util.regex.MatchResult word) {
        return new FiledHead(word.group(1), Long.parseLong(word.group(2)), word.group(3));
    }

    /** @throws IllegalArgumentException if the text is not one head alone */
    public static FiledHead parse(String text) {
        Matcher word = WORD.matcher(text);
        if (!word.matches()) {
            throw new IllegalArgumentException("expected WRITER:SEQUENCE:HASH with a hash of 64 hexadecimal digits, as"
                    + " the message that was filed has it; got '" + text + "'");
        }
        return of(word.toMatchResult());
    }

    @Override
    public String toString() {
        return writerId + ":" + sequence + ":" + hash;
    }
}
