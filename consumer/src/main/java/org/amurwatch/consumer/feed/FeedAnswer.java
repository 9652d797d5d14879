package org.amurwatch.consumer.feed;

import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Answers to conditional requests (RFC 9110, chapter 13), with what was asked for or that it has not changed. */
final class FeedAnswer {

    private static final int SMALLEST_GZIP = 1_024;
    private static final int ETAG_DIGITS = 32;

    private final Clock clock;

    FeedAnswer(Clock clock) {
        this.clock = clock;
    }

    /**
     * Answers.
     *
     * @param changedAt when it became what it is
     */
    void write(Context context, byte[] content, String type, Instant changedAt, boolean isPublic) {
        boolean zipped = content.length >= SMALLEST_GZIP && takesGzip(context.header("Accept-Encoding"));
        // Each encoding is a representation of its own, and a strong tag names one.
        String etag = '"' + sha256(content) + (zipped ? "-gzip" : "") + '"';
        context.disableCompression();
        context.header("ETag", etag)
                .header("Vary", "Accept-Encoding")
                .header("Cache-Control", isPublic ? "public, max-age=60" : "private, no-cache")
                .header("X-Content-Type-Options", "nosniff");
        Instant second = changedAt.truncatedTo(ChronoUnit.SECONDS);
        // Within a second it may still change, and a time in whole seconds would not tell.
        boolean settled = second.isBefore(clock.instant().truncatedTo(ChronoUnit.SECONDS));
        if (settled) {
            context.header("Last-Modified", DateTimeFormatter.RFC_1123_DATE_TIME.format(second.atZone(ZoneOffset.UTC)));
        }
        if (isKnown(context, etag, settled ? second : null)) {
            context.status(304);
            return;
        }
        context.contentType(type);
        if (zipped) {
            context.header("Content-Encoding", "gzip");
        }
        context.result(zipped ? gzip(content) : content);
    }

    private static boolean isKnown(Context context, String etag, @Nullable Instant changedAt) {
        String tags = context.header("If-None-Match");
        if (tags != null) {
            return Arrays.stream(tags.split(","))
                    .map(tag -> tag.strip().replaceFirst("^W/", ""))
                    .anyMatch(tag -> tag.equals(etag) || tag.equals("*"));
        }
        String since = context.header("If-Modified-Since");
        if (since == null || changedAt == null) {
            return false;
        }
        try {
            return !changedAt.isAfter(ZonedDateTime.parse(since, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException e) {
            // A time that is none is as good as not asked for (13.1.3).
            return false;
        }
    }

    private static boolean takesGzip(@Nullable String accepted) {
        return accepted != null
                && Arrays.stream(accepted.toLowerCase(java.util.Locale.ROOT).split(","))
                        .map(one -> one.replaceAll("\\s", ""))
                        .anyMatch(one -> one.matches("gzip(;q=(1(\\.0*)?|0\\.0*[1-9]\\d*))?"));
    }

    private static byte[] gzip(byte[] content) {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException("Can't compress in memory.", e);
        }
        return zipped.toByteArray();
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(content))
                    .substring(0, ETAG_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
