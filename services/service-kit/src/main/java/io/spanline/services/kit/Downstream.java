package io.spanline.services.kit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.HttpStatus;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** A service that this one calls, as JSON over HTTP, each call bounded by one time-out. */
public final class Downstream {

  private final String service;
  private final URI base;
  private final Duration timeout;
  private final HttpClient client;
  private final ObjectMapper json;

  Downstream(String service, URI base, Duration timeout, ObjectMapper json) {
    this.service = service;
    this.base = base;
    this.timeout = timeout;
    this.json = json;
    this.client =
        HttpClient.newBuilder()
            // An upgrade to HTTP/2 would put all calls on one connection: a toxic acts on each.
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(timeout)
            .build();
  }

  /** Starts a GET of the path; two started before one is awaited run side by side. */
  public PendingReply get(String path) {
    return new PendingReply(request(path).GET().build());
  }

  /** Starts a POST of the body, as JSON, to the path. */
  public PendingReply post(String path, Object body) {
    try {
      return new PendingReply(
          request(path)
              .header("content-type", "application/json")
              .POST(BodyPublishers.ofByteArray(json.writeValueAsBytes(body)))
              .build());
    } catch (JsonProcessingException unwritable) {
      throw new IllegalArgumentException("body cannot be written as JSON: " + body, unwritable);
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(path))
        .timeout(timeout)
        .header("accept", "application/json");
  }

  /**
   * The answer of a downstream service that is still on its way; it comes or fails in bounded time.
   */
  public final class PendingReply {

    private final long deadlineNanos;
    private final CompletableFuture<HttpResponse<byte[]>> reply;

    private PendingReply(HttpRequest request) {
      this.deadlineNanos = System.nanoTime() + timeout.toNanos();
      this.reply = client.sendAsync(request, head -> new DeadlineBody(deadlineNanos));
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
        throw late(failed.getCause()) ? gatewayTimeout() : badGateway(reason(failed));
      } catch (InterruptedException stopping) {
        Thread.currentThread().interrupt();
        throw badGateway("was not waited for, this service is stopping");
      }
    }

    /** By the clock as well: a stalled body is cut off, and what that looks like differs by JDK. */
    private boolean late(@Nullable Throwable cause) {
      return cause instanceof HttpTimeoutException || System.nanoTime() - deadlineNanos >= 0;
    }

    /**
     * What went wrong at first: the JDK wraps it, in "Too many retries" when it may not send a GET
     * again.
     */
    private static String reason(Throwable failure) {
      Throwable first = failure;
      for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
        first = cause;
      }
      // Its message quotes what came.
      if (first instanceof ProtocolException) {
        return "answered something that is not HTTP";
      }
      if (first instanceof EOFException) {
        return "closed the connection";
      }
      String said = first.getMessage();
      return "could not be reached" + (said == null ? "" : ": " + said.toLowerCase(Locale.ROOT));
    }

    private ShopProblemException gatewayTimeout() {
      return new ShopProblemException(
          HttpStatus.GATEWAY_TIMEOUT, service + " did not answer within " + timeout);
    }

    private ShopProblemException badGateway(String what) {
      return new ShopProblemException(HttpStatus.BAD_GATEWAY, service + " " + what);
    }
  }
}
