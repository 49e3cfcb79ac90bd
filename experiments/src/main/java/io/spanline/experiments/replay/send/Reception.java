package io.spanline.experiments.replay.send;

import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Times one answer and counts the bytes of its body, which it throws away. */
final class Reception implements BodyHandler<Void>, BodySubscriber<Void> {
  private final CompletableFuture<Void> whole = new CompletableFuture<>();
  private volatile long headNanos;
  private volatile long doneNanos;
  private volatile int status;
  private volatile boolean overdue;
  private long bytes; // the subscriber's calls follow each other, and readers come after whole

  @Override
  public BodySubscriber<Void> apply(ResponseInfo info) {
    headNanos = System.nanoTime();
    status = info.statusCode();
    return this;
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    subscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> parts) {
    for (ByteBuffer part : parts) {
      bytes += part.remaining();
    }
  }

  @Override
  public void onError(Throwable e) {
    doneNanos = System.nanoTime();
    whole.completeExceptionally(e);
  }

  @Override
  public void onComplete() {
    doneNanos = System.nanoTime();
    whole.complete(null);
  }

  @Override
  public CompletionStage<Void> getBody() {
    return whole;
  }

  void overdue() {
    overdue = true;
  }

  boolean isOverdue() {
    return overdue;
  }

  boolean hasHead() {
    return status != 0;
  }

  long headNanos() {
    return headNanos;
  }

  /** When the last byte came, or else now. */
  long doneNanos() {
    return doneNanos == 0 ? System.nanoTime() : doneNanos;
  }

  int status() {
    return status;
  }

  long bytes() {
    return bytes;
  }
}
