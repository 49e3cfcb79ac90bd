package io.spanline.services.kit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The answer of a downstream service that is still on its way; it comes or fails in bounded time.
 */
public final class PendingReply {

  private final String service;
  private final Duration timeout;
  private final ObjectMapper json;
  private final long deadlineNanos;
  private final CompletableFuture<HttpResponse<byte[]>> reply;

  PendingReply(
      String service,
      Duration timeout,
      ObjectMapper json,
      long deadlineNanos,
      CompletableFuture<HttpResponse<byte[]>> reply) {
    this.service = service;
    this.timeout = timeout;
    this.json = json;
    this.deadlineNanos = deadlineNanos;
    this.reply = reply;
  }

  /**
   * Waits for the answer's JSON.
   *
   * @throws ShopProblemException 504 when it did not come in time, 502 when the connection failed
   *     or the answer was not a success
   */
  public JsonNode await() {
    HttpResponse<byte[]> response = response();
    if (response.statusCode() / 100 != 2) {
      throw badGateway("answered " + response.statusCode());
    }
    try {
      return json.readTree(response.body());
    } catch (IOException malformed) {
      throw badGateway("answered something that is not JSON");
    }
  }

  private HttpResponse<byte[]> response() {
    try {
      // No time-out here: the exchange has one, and giving up first would lose its CLIENT span.
      return reply.get();
    } catch (ExecutionException failed) {
      throw late(failed.getCause()) ? gatewayTimeout() : badGateway("could not be reached");
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw badGateway("was not waited for, this service is stopping");
    }
  }

  /** By the clock as well: a stalled body is cut off, and what that looks like differs by JDK. */
  private boolean late(@Nullable Throwable cause) {
    return cause instanceof HttpTimeoutException || System.nanoTime() - deadlineNanos >= 0;
  }

  private ShopProblemException gatewayTimeout() {
    return new ShopProblemException(
        HttpStatus.GATEWAY_TIMEOUT, service + " did not answer within " + timeout);
  }

  private ShopProblemException badGateway(String what) {
    return new ShopProblemException(HttpStatus.BAD_GATEWAY, service + " " + what);
  }
}
