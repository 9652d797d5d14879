package org.amurwatch.consumer.channel;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.amurwatch.avro.DeliveryOutcome;

/**
 * Makes calls that end at a deadline whatever the other side does: the caller waits for the call, not for the socket.
 */
public final class TimedCall implements AutoCloseable {

    private final Duration deadline;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "dispatch-exchange");
        thread.setDaemon(true);
        return thread;
    });

    /** @param deadline how long a call may take as a whole */
    public TimedCall(Duration deadline) {
        this.deadline = deadline;
    }

    /** How long a call may take as a whole. */
    public Duration deadline() {
        return deadline;
    }

    /**
     * The answer of a call; RETRY if it is not over in time, is interrupted, or fails.
     *
     * @param hangUp cuts what the call waits for; called in any case, from the caller's thread
     * @param reason why it failed, in a sentence without address or secret
     */
    public Answer answer(Callable<Answer> call, Runnable hangUp, Function<Throwable, String> reason) {
        Future<Answer> future = threads.submit(call);
        try {
            return future.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return retry("The exchange was not over within " + deadline.toMillis() / 1000.0 + " seconds.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return retry("Dispatch was stopped in the middle of the attempt.");
        } catch (ExecutionException e) {
            return retry(reason.apply(e.getCause() == null ? e : e.getCause()));
        } finally {
            hangUp.run();
            future.cancel(true);
        }
    }

    private static Answer retry(String reason) {
        return Answer.of(DeliveryOutcome.RETRY, reason);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
