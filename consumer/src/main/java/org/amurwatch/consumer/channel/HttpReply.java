package org.amurwatch.consumer.channel;

import org.jspecify.annotations.Nullable;

/**
 * What came back on an HTTP request.
 *
 * @param retryAfter value of the header of that name
 * @param setCookie value of the first header of that name
 * @param location value of the header of that name
 * @param body the body, or its first 64 kB
 */
public record HttpReply(
        int status,
        @Nullable String retryAfter,
        @Nullable String setCookie,
        @Nullable String location,
        byte[] body) {}
