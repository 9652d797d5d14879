package org.amurwatch.producer.camtrap;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import org.amurwatch.producer.table.Row;
import org.amurwatch.producer.table.UnusableRow;
import org.jspecify.annotations.Nullable;

/**
 * Deployments of cameras and what was observed in their pictures, in Camtrap DP's columns, whatever they are read from. Read
 * row by row, as often as wanted and alike each time.
 */
public interface CameraPackage extends Closeable {

    /** What to do with each row. */
    @FunctionalInterface
    interface RowHandler {

        /** An exception of type {@link UnusableRow} is for {@link #unusable}. */
        void accept(Row row) throws UnusableRow;

        /** A row that can't be used; the reading goes on. */
        default void unusable(Row row, String reason) {}

        /** Takes a row, whether it can be used or not. */
        default void offer(Row row) {
            try {
                accept(row);
            } catch (UnusableRow e) {
                unusable(row, e.reason());
            }
        }
    }

    /** The stable identity of the source; null where the package has none. */
    @Nullable
    String projectId();

    /** When the package was made; null where it does not say. */
    @Nullable
    Instant created();

    /** Whether individualID names known animals. */
    boolean individualAnimals();

    /** What was left aside, as sentences. */
    List<String> notes();

    /**
     * Whether it states all that is known of its deployments: then what it states no more is withdrawn. Else it only adds, and
     * corrects what it states anew.
     */
    boolean whole();

    /** Whether an animal that nobody named is an event of its own; else such rows are counted only. */
    boolean unnamedAnimals();

    /** Reads deployments. */
    void deployments(RowHandler handler);

    /** Reads observations. */
    void observations(RowHandler handler);

    /** What to do with each picture. */
    @FunctionalInterface
    interface PictureHandler {

        /**
         * Takes one.
         *
         * @param mediaId by which observations name it
         * @param path where its file is, in the package or the folder beside it
         */
        void accept(String mediaId, String path);
    }

    /** Tells of the pictures that observations name. */
    default void pictures(PictureHandler handler) {}

    /** Opens the file of a picture; null: it is not here. To be closed by the caller. */
    default @Nullable InputStream picture(String path) throws IOException {
        return null;
    }

    @Override
    void close();
}
