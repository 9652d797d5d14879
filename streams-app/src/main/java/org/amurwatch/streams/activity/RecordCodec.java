package org.amurwatch.streams.activity;

/** How a record of the contracts is kept as bytes. */
public interface RecordCodec<R> {

    byte[] write(R record);

    R read(byte[] bytes);
}
