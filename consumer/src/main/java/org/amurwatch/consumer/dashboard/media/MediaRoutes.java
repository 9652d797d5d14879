package org.amurwatch.consumer.dashboard.media;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.amurwatch.consumer.dashboard.access.AccessRoutes;
import org.amurwatch.consumer.dashboard.access.Denial;
import org.amurwatch.consumer.dashboard.access.Viewer;
import org.amurwatch.consumer.dashboard.view.ParkView;
import org.amurwatch.consumer.dashboard.view.SeenMedia;
import org.amurwatch.consumer.http.Refusal;
import org.amurwatch.media.MediaStore;
import org.amurwatch.media.MediaType;

/**
 * Gives pictures and sounds to those who may see the event that they belong to. Pictures are made one at a time, on a thread of
 * their own: whoever acknowledges an incident waits for none.
 */
public final class MediaRoutes implements AutoCloseable {

    private static final int MOST_WAITING = 64;
    private static final long CACHE_BYTES = 8 << 20;

    private final ParkView view;
    private final MediaStore store;
    private final MediaViews views;
    private final Thumbnails thumbnails = new Thumbnails(CACHE_BYTES);
    private final ExecutorService oneAtATime =
            new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), task -> {
                Thread thread = new Thread(task, "dashboard-media");
                thread.setDaemon(true);
                return thread;
            });

    public MediaRoutes(ParkView view, MediaStore store, MediaViews views) {
        this.view = view;
        this.store = store;
        this.views = views;
    }

    /** Makes bytes of a file. */
    @FunctionalInterface
    private interface Making {
        byte[] make() throws UnusableMedia, IOException;
    }

    /** A picture, small. */
    public void thumbnail(Context context) throws IOException {
        String hash = context.pathParam("hash");
        Viewer viewer = viewer(context);
        SeenMedia seen = view.media(viewer, hash).orElseThrow(Denial::notFound);
        MediaStore.Found found = store.find(hash).orElseThrow(Denial::notFound);
        if (found.type() == MediaType.WAV) {
            throw Denial.notFound();
        }
        views.viewed(viewer, seen.eventKey(), hash, seen.blurred());
        Optional<byte[]> kept = thumbnails.get(hash, seen.blurred());
        if (kept.isPresent()) {
            give(context, kept.get());
            return;
        }
        make(context, () -> {
            byte[] jpeg = GivenPicture.thumbnail(found.file(), found.type(), seen.blurred());
            thumbnails.put(hash, seen.blurred(), jpeg);
            return jpeg;
        });
    }

    /** A picture as large as a screen, or a sound. */
    public void whole(Context context) throws IOException {
        String hash = context.pathParam("hash");
        Viewer viewer = viewer(context);
        SeenMedia seen = view.media(viewer, hash).orElseThrow(Denial::notFound);
        MediaStore.Found found = store.find(hash).orElseThrow(Denial::notFound);
        boolean sound = found.type() == MediaType.WAV;
        if (sound && seen.blurred()) {
            // A voice can't be blurred.
            throw Denial.notFound();
        }
        views.viewed(viewer, seen.eventKey(), hash, seen.blurred());
        if (sound) {
            sound(context, found);
        } else {
            make(context, () -> GivenPicture.whole(found.file(), found.type(), seen.blurred()));
        }
    }

    private static Viewer viewer(Context context) {
        return AccessRoutes.session(context).viewer();
    }

    private static void sound(Context context, MediaStore.Found found) throws IOException {
        try {
            head(context, found.type()).result(GivenSound.open(found.file()));
        } catch (UnusableMedia e) {
            throw unusable(e);
        }
    }

    private void make(Context context, Making making) {
        CompletableFuture<byte[]> made = new CompletableFuture<>();
        try {
            oneAtATime.execute(() -> make(made, making));
        } catch (RejectedExecutionException e) {
            throw Refusal.later(503, "Busy", "Too many pictures are asked for at a time: ask again.", 2);
        }
        context.future(() -> made.thenAccept(jpeg -> give(context, jpeg)));
    }

    private static void make(CompletableFuture<byte[]> made, Making making) {
        try {
            made.complete(making.make());
        } catch (UnusableMedia e) {
            made.completeExceptionally(unusable(e));
        } catch (IOException e) {
            made.completeExceptionally(new UncheckedIOException(e));
        } catch (RuntimeException | OutOfMemoryError e) {
            made.completeExceptionally(e);
        }
    }

    private static Refusal unusable(UnusableMedia e) {
        return Refusal.of(422, "Can't be shown", String.valueOf(e.getMessage()));
    }

    private static void give(Context context, byte[] jpeg) {
        head(context, MediaType.JPEG).result(jpeg);
    }

    /** Nothing of it stays anywhere: not in the browser either, where the next one may be somebody else. */
    private static Context head(Context context, MediaType type) {
        return context.contentType(type.ianaName()).header("Cache-Control", "no-store");
    }

    @Override
    public void close() {
        oneAtATime.shutdownNow();
    }
}
