package org.amurwatch.producer.gateway;

import java.time.Duration;
import java.util.function.Supplier;

/** Lets the sender take its turns, and waits in between: for the next event, or until the centre may be back. */
final class SendingLoop implements AutoCloseable {

    private final Supplier<Duration> turn;
    private final Thread thread = new Thread(this::run, "gateway-sender");
    private boolean closed;
    private boolean came;
    private boolean urgentCame;

    /** @param turn does its work and says how long to wait before the next; {@link GatewaySender#IDLE}: there was none */
    SendingLoop(Supplier<Duration> turn) {
        this.turn = turn;
    }

    void start() {
        thread.start();
    }

    /** An event came: an idle sender begins. */
    synchronized void wake() {
        came = true;
        notifyAll();
    }

    /** A call for help came: it is tried at once, whenever the next attempt was to be. */
    synchronized void wakeAtOnce() {
        urgentCame = true;
        notifyAll();
    }

    private void run() {
        try {
            while (mayGoOn()) {
                await(turn.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What came before a turn is seen by it. */
    private synchronized boolean mayGoOn() {
        came = false;
        urgentCame = false;
        return !closed;
    }

    private synchronized void await(Duration time) throws InterruptedException {
        boolean isIdle = time.equals(GatewaySender.IDLE);
        long until = System.nanoTime() + time.toNanos();
        long left = time.toNanos();
        while (!closed && !urgentCame && !(isIdle && came) && left > 0) {
            wait(left / 1_000_000, (int) (left % 1_000_000));
            left = until - System.nanoTime();
        }
    }

    /** Waits some seconds for a request that is under way; what it sent is sent again after the next start. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        try {
            thread.join(Duration.ofSeconds(5).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
