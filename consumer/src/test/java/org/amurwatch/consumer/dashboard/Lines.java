package org.amurwatch.consumer.dashboard;

import java.util.concurrent.Flow;

/** Collects lines as they come. */
public final class Lines implements Flow.Subscriber<String> {

    private final StringBuffer heard;

    /** @param heard gets each, with a line break */
    public Lines(StringBuffer heard) {
        this.heard = heard;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(String line) {
        heard.append(line).append('\n');
    }

    @Override
    public void onError(Throwable failure) {
        heard.append("ended: ").append(failure.getMessage());
    }

    @Override
    public void onComplete() {
        heard.append("ended");
    }
}
