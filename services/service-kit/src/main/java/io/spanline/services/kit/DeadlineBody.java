package io.spanline.services.kit;

import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer, which must be complete by a deadline; the client's own time-out ends with
 * the head of the answer.
 *
 * <p>It fails from inside of the exchange because only so does the OpenTelemetry agent end the
 * CLIENT span: a caller that merely stops waiting, or cancels, loses the span.
 */
final class DeadlineBody implements BodySubscriber<byte[]> {

  private final BodySubscriber<byte[]> bytes = BodySubscribers.ofByteArray();
  private final AtomicReference<Flow.@Nullable Subscription> connection = new AtomicReference<>();
  private final long deadlineNanos;

  /** The deadline is a reading of {@link System#nanoTime()}. */
  DeadlineBody(long deadlineNanos) {
    this.deadlineNanos = deadlineNanos;
  }

  @Override
  public CompletionStage<byte[]> getBody() {
    return bytes
        .getBody()
        .toCompletableFuture()
        .orTimeout(deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS)
        .whenComplete((body, failure) -> close(failure));
  }

  private void close(@Nullable Throwable failure) {
    Flow.Subscription open = connection.get();
    if (failure != null && open != null) {
      open.cancel();
    }
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    connection.set(subscription);
    bytes.onSubscribe(subscription);
  }

  @Override
  public void onNext(List<ByteBuffer> item) {
    bytes.onNext(item);
  }

  @Override
  public void onError(Throwable failure) {
    bytes.onError(failure);
  }

  @Override
  public void onComplete() {
    bytes.onComplete();
  }
}
