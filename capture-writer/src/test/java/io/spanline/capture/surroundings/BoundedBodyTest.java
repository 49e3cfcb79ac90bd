package io.spanline.capture.surroundings;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

class BoundedBodyTest {
  private final BoundedBody body = new BoundedBody(8);
  private final Sender sender = new Sender();

  /** Sends as long as it is asked. */
  private static final class Sender implements Flow.Subscription {
    private int asked;
    private boolean cancelled;

    @Override
    public void request(long n) {
      asked += (int) n;
    }

    @Override
    public void cancel() {
      cancelled = true;
    }
  }

  @Test
  void isWhatCameInParts() {
    body.onSubscribe(sender);
    body.onNext(List.of(bytes("ab"), bytes("cd")));
    body.onNext(List.of(bytes("efgh")));
    body.onComplete();

    assertThat(body.getBody().toCompletableFuture().join())
        .containsExactly("abcdefgh".getBytes(US_ASCII));
    assertThat(sender.cancelled).isFalse();
  }

  @Test
  void givesUpAnAnswerThatDoesNotEnd() {
    body.onSubscribe(sender);
    body.onNext(List.of(bytes("abcdefgh")));
    int asked = sender.asked;
    body.onNext(List.of(bytes("i")));

    assertThat(body.getBody().toCompletableFuture()).isCompletedExceptionally();
    assertThat(sender.cancelled).isTrue();
    assertThat(sender.asked).isEqualTo(asked);
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(US_ASCII));
  }
}
