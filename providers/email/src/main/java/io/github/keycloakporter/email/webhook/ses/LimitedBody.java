package io.github.keycloakporter.email.webhook.ses;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** The body of an answer up to a size: a longer one fails the call as soon as it shows. */
final class LimitedBody implements BodySubscriber<byte[]> {

    private final BodySubscriber<byte[]> whole = BodySubscribers.ofByteArray();
    private final int limit;
    private Flow.Subscription subscription;
    private long size;

    /** @param limit in bytes */
    LimitedBody(int limit) {
        this.limit = limit;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return whole.getBody();
    }

    @Override
    public void onSubscribe(Flow.Subscription flow) {
        subscription = flow;
        whole.onSubscribe(flow);
    }

    @Override
    public void onNext(List<ByteBuffer> part) {
        if (size > limit) {
            return;
        }
        size += part.stream().mapToLong(ByteBuffer::remaining).sum();
        if (size > limit) {
            subscription.cancel();
            whole.onError(new IOException("more than " + limit + " bytes"));
        } else {
            whole.onNext(part);
        }
    }

    @Override
    public void onError(Throwable problem) {
        whole.onError(problem);
    }

    @Override
    public void onComplete() {
        if (size <= limit) {
            whole.onComplete();
        }
    }
}
