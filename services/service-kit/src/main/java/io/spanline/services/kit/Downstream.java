package io.spanline.services.kit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;

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
    return send(request(path).GET());
  }

  /** Starts a POST of the body, as JSON, to the path. */
  public PendingReply post(String path, Object body) {
    try {
      return send(
          request(path)
              .header("content-type", "application/json")
              .POST(BodyPublishers.ofByteArray(json.writeValueAsBytes(body))));
    } catch (JsonProcessingException unwritable) {
      throw new IllegalArgumentException("body cannot be written as JSON: " + body, unwritable);
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(path))
        .timeout(timeout)
        .header("accept", "application/json");
  }

  private PendingReply send(HttpRequest.Builder request) {
    long deadlineNanos = System.nanoTime() + timeout.toNanos();
    return new PendingReply(
        service,
        timeout,
        json,
        deadlineNanos,
        client.sendAsync(request.build(), head -> new DeadlineBody(deadlineNanos)));
  }
}
