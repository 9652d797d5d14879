package org.amurwatch.producer.http;

import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPInputStream;
import org.amurwatch.producer.live.LiveEvent;
import org.amurwatch.producer.live.LiveKind;
import org.amurwatch.producer.publish.AcknowledgedRecord;
import org.amurwatch.producer.source.SourceGrant;

/** A request that the gate let in: whose it is, what it holds, and where its events go. */
public final class Guest {

    private static final int CHUNK = 16 << 10;

    private final Gate gate;
    private final Context context;
    private final String way;
    private final SourceGrant grant;
    private int reserved;

    Guest(Gate gate, Context context, String way, SourceGrant grant) {
        this.gate = gate;
        this.context = context;
        this.way = way;
        this.grant = grant;
    }

    /** Whose statements these are: the source of every event of this request, whatever the body says. */
    public String sourceId() {
        return grant.sourceId();
    }

    /** Whether the source may send events of a kind; {@link #accept} asks too. */
    public boolean maySend(LiveKind kind) {
        return grant.kinds().contains(kind);
    }

    /** Refuses a source that may not send events of a kind, with 403; {@link #accept} does so too. */
    public void require(LiveKind kind) {
        Gate.require(grant, kind);
    }

    /** The media type of the body, lower case and without parameters; empty if none is stated. */
    public String mediaType() {
        String stated = context.header("Content-Type");
        return stated == null ? "" : stated.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    /**
     * The whole body, unpacked if it was gzipped.
     *
     * @param mediaTypes what is taken, such as {@code application/json}
     * @throws Refusal 413, 415; 503 while other requests use the memory that there is for bodies; 400 if it breaks off
     */
    public byte[] body(String... mediaTypes) {
        ByteArrayOutputStream body = new ByteArrayOutputStream(CHUNK);
        byte[] chunk = new byte[CHUNK];
        try (InputStream in = bodyStream(gate.limits().bodyBytes(), mediaTypes)) {
            int count = in.read(chunk);
            while (count >= 0) {
                reserve(count);
                body.write(chunk, 0, count);
                count = in.read(chunk);
            }
        } catch (IOException e) {
            throw brokenOff();
        }
        return body.toByteArray();
    }

    /**
     * The body to be read piece by piece, for what may be larger than {@link #body} takes; it throws {@link Refusal} 413 where
     * it gets too long. Whoever reads it keeps no more than a bounded part of it.
     */
    public InputStream bodyStream(long mostBytes, String... mediaTypes) {
        if (!Arrays.asList(mediaTypes).contains(mediaType())) {
            throw Refusal.unsupported("The Content-Type is one of " + String.join(", ", mediaTypes) + ".");
        }
        if (context.req().getContentLengthLong() > mostBytes) {
            LimitedStream.drop(context.bodyInputStream(), mostBytes);
            throw Refusal.tooLarge("A body has at most " + mostBytes + " bytes: send it in parts.");
        }
        String encoding = context.header("Content-Encoding");
        InputStream in = context.bodyInputStream();
        if (encoding == null || encoding.equalsIgnoreCase("identity")) {
            return new LimitedStream(in, mostBytes);
        }
        if (!encoding.equalsIgnoreCase("gzip")) {
            throw Refusal.unsupported("The Content-Encoding is gzip or none.");
        }
        try {
            return new LimitedStream(new GZIPInputStream(in, CHUNK), mostBytes);
        } catch (IOException e) {
            throw brokenOff();
        }
    }

    /**
     * Sends events; complete once the brokers have acknowledged all of them, in this order. Fails with a {@link Refusal}: 403 if
     * the source may not send one of these kinds (then none is sent), 503 if one could not be stored (others may have been: the
     * same request again does no harm).
     */
    public CompletableFuture<List<AcknowledgedRecord>> accept(List<LiveEvent> events) {
        return gate.accept(way, grant, events);
    }

    /** Gives back what the request held. */
    void leave() {
        gate.bodyBytesLeft().release(reserved);
        reserved = 0;
    }

    private void reserve(int bytes) {
        if (!gate.bodyBytesLeft().tryAcquire(bytes)) {
            throw Refusal.later(
                    503, "Busy", "Too much is being worked on: send this again in a moment.", Duration.ofSeconds(1));
        }
        reserved += bytes;
    }

    private static Refusal brokenOff() {
        return Refusal.of(400, "Damaged body", "The body breaks off, or is no gzip though Content-Encoding says so.");
    }
}
