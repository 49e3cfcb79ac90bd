package io.spanline.clients;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The one HTTP client of a program: each has a thread and connections of its own. */
final class Http {
  static {
    HttpSwitches.set();
  }

  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(3))
          .build();

  // No answer of ours is as long; whoever sends need not end, and what is cut is no JSON.
  private static final int MOST_BYTES = 32 << 20;

  private Http() {}

  /**
   * Sends a request, which must have a timeout, and waits that long for the whole answer. (The
   * JDK's own timeout ends with the answer's headers.)
   *
   * @throws ClientException if this thread is interrupted meanwhile
   */
  static HttpResponse<byte[]> send(HttpRequest request) throws IOException {
    Duration timeout = request.timeout().orElseThrow();
    CompletableFuture<HttpResponse<byte[]>> answer = CLIENT.sendAsync(request, unused -> body());
    try {
      return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new HttpTimeoutException("no whole answer within " + timeout);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ClientException.refused("interrupted while waiting for " + request.uri());
    } finally {
      answer.cancel(true);
    }
  }

  private static BodySubscriber<byte[]> body() {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    return BodySubscribers.mapping(
        BodySubscribers.ofByteArrayConsumer(
            part -> {
              if (body.size() < MOST_BYTES) {
                part.ifPresent(body::writeBytes);
              }
            }),
        unused -> body.toByteArray());
  }
}
