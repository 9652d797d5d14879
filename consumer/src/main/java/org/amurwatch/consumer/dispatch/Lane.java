package org.amurwatch.consumer.dispatch;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.amurwatch.avro.DeliveryOutcome;
import org.amurwatch.consumer.channel.Answer;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one endpoint: a bounded queue with one worker, and a circuit breaker. Once {@link #FAILURES} attempts in a
 * row were to be made again, nothing is tried for {@link #PAUSE}, then one attempt, and so on until one succeeds: so an
 * endpoint that hangs doesn't hold up its own messages for a deadline each. Safe for several threads.
 */
final class Lane {

    static final int FAILURES = 5;
    static final Duration PAUSE = Duration.ofSeconds(5);

    private static final Duration IDLE = Duration.ofSeconds(30);

    private final ThreadPoolExecutor worker;
    private final CircuitBreaker circuit;

    Lane(String endpoint, int capacity, DispatchMetrics metrics, Clock clock) {
        ArrayBlockingQueue<Runnable> queue = new ArrayBlockingQueue<>(capacity);
        this.worker = new ThreadPoolExecutor(
                1, 1, IDLE.toSeconds(), TimeUnit.SECONDS, queue, task -> new Thread(task, "dispatch-" + endpoint));
        worker.allowCoreThreadTimeOut(true);
        this.circuit = CircuitBreaker.of(
                endpoint,
                CircuitBreakerConfig.custom()
                        .slidingWindow(FAILURES, FAILURES, CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                        .failureRateThreshold(100)
                        .waitDurationInOpenState(PAUSE)
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .recordResult(Lane::isFailure)
                        .clock(clock)
                        .build());
        metrics.lane(endpoint, queue, this::isPaused);
    }

    private static boolean isFailure(Object answer) {
        return ((Answer) answer).outcome() == DeliveryOutcome.RETRY;
    }

    /** What is done when it is an alert's turn. */
    interface Attempt {

        /**
         * @param paused whether the endpoint is not to be called at present after all
         * @return how the call ended; null if there was none
         */
        @Nullable
        Answer run(boolean paused);
    }

    /** Whether the attempt was taken up; if not, the endpoint has failed so often that it is left alone for a while. */
    boolean offer(Attempt attempt) {
        if (!circuit.tryAcquirePermission()) {
            return false;
        }
        try {
            worker.execute(() -> run(attempt));
        } catch (RejectedExecutionException e) {
            circuit.releasePermission();
            throw e;
        }
        return true;
    }

    private void run(Attempt attempt) {
        long begun = System.nanoTime();
        Answer answer = null;
        try {
            answer = attempt.run(isPaused());
        } finally {
            if (answer == null) {
                circuit.releasePermission();
            } else {
                circuit.onResult(System.nanoTime() - begun, TimeUnit.NANOSECONDS, answer);
            }
        }
    }

    private boolean isPaused() {
        return circuit.getState() == CircuitBreaker.State.OPEN;
    }

    void shutdown() {
        worker.shutdown();
    }

    /** Interrupts the attempt that is being made. */
    void interrupt() {
        worker.shutdownNow();
    }

    boolean awaitTermination(long nanos) {
        try {
            return worker.awaitTermination(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
