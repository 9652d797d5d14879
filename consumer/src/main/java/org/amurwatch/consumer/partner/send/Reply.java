package org.amurwatch.consumer.partner.send;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.amurwatch.consumer.channel.HttpReply;
import org.jspecify.annotations.Nullable;

/**
 * What came of one request to a partner.
 *
 * @param reply the whole answer; null where none came
 * @param reason what broke, or what the status says, in a sentence without address or secret
 * @param askedWait how long the partner asked to wait
 */
public record Reply(@Nullable HttpReply reply, String reason, Optional<Duration> askedWait) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What an answer means for who sent something new. */
    public enum Meaning {
        /** It has it. */
        TAKEN,
        /** Not now. */
        LATER,
        /** Not before somebody here has mended something. */
        MEND,
        /** Never this. */
        BAD_ITEM
    }

    /** Its status; 0 where no answer came. */
    public int status() {
        return reply == null ? 0 : reply.status();
    }

    public Meaning meaning() {
        int status = status();
        if (status >= 200 && status < 300) {
            return Meaning.TAKEN;
        }
        if (status == 0 || status == 408 || status == 425 || status == 429 || status >= 500) {
            return Meaning.LATER;
        }
        return status == 400 || status == 409 || status == 413 || status == 422 ? Meaning.BAD_ITEM : Meaning.MEND;
    }

    /** As a trouble; for answers that are none of {@code TAKEN} and {@code BAD_ITEM}. */
    public Trouble trouble() {
        return new Trouble(reason, askedWait, meaning() == Meaning.MEND);
    }

    /** Its body as JSON; a missing node where it is none. */
    public JsonNode json() {
        try {
            JsonNode read = reply == null ? null : JSON.readTree(reply.body());
            return read == null ? MissingNode.getInstance() : read;
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }
}
