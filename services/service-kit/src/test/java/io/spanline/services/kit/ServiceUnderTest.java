package io.spanline.services.kit;

import com.fasterxml.jackson.databind.JsonNode;
import io.spanline.services.kit.ServiceSettings.ListenAddress;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** A real service on a free port, with a caller at hand. */
public final class ServiceUnderTest implements AutoCloseable {

  private final HttpClient caller =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final HttpService service;

  private ServiceUnderTest(HttpService service) {
    this.service = service;
  }

  /** Starts it with the given services behind it and a client time-out of ten seconds. */
  public static ServiceUnderTest start(
      ServiceDefinition definition,
      Function<ServiceContext, Routes> routes,
      Map<String, URI> downstreams) {
    ServiceSettings settings =
        new ServiceSettings(
            new ListenAddress("127.0.0.1", 0), downstreams, 7, Duration.ofSeconds(10));
    return new ServiceUnderTest(HttpService.start(definition, settings, routes));
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + service.port() + "/");
  }

  public Answer get(String path) {
    return getLater(path).join();
  }

  public CompletableFuture<Answer> getLater(String path) {
    return send(HttpRequest.newBuilder(url().resolve(path)).GET());
  }

  public Answer post(String path, String body) {
    return send(HttpRequest.newBuilder(url().resolve(path))
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(body)))
        .join();
  }

  private CompletableFuture<Answer> send(HttpRequest.Builder request) {
    return caller
        .sendAsync(request.timeout(Duration.ofSeconds(10)).build(), BodyHandlers.ofByteArray())
        .thenApply(Answer::of);
  }

  @Override
  public void close() {
    service.close();
  }

  /** Status, media type and JSON body of an answer. */
  public record Answer(int status, String mediaType, JsonNode body) {

    private static Answer of(HttpResponse<byte[]> response) {
      try {
        String type = response.headers().firstValue("content-type").orElse("");
        return new Answer(
            response.statusCode(),
            type.replaceAll(";.*", ""),
            RequestJson.MAPPER.readTree(response.body()));
      } catch (IOException malformed) {
        throw new AssertionError(
            "not JSON: " + new String(response.body(), StandardCharsets.UTF_8), malformed);
      }
    }
  }
}
