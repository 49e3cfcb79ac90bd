package io.spanline.streams.rest;

import io.spanline.rest.Token;
import io.spanline.topic.Json;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Asks the other instances the same question over their REST interfaces, all at once. */
final class Peers {
  private static final Duration BOUND = Duration.ofSeconds(2);

  private final Instances instances;
  private final @Nullable Token token;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(BOUND).build();

  /**
   * The other instances.
   *
   * @param token that they want as this one does; null for none
   */
  Peers(Instances instances, @Nullable Token token) {
    this.instances = instances;
    this.token = token;
  }

  /**
   * What the others said.
   *
   * @param answers of those that had one
   * @param missing addresses of those that did not answer in time or not well
   */
  record Gathered<T>(List<T> answers, List<String> missing) {
    Gathered {
      answers = List.copyOf(answers);
      missing = List.copyOf(missing);
    }
  }

  /** Questions that are on their way, for 2 s at most. */
  record Asked<T>(Class<T> type, Map<String, CompletableFuture<HttpResponse<byte[]>>> answers) {

    /** Waits for the answers. */
    Gathered<T> gather() {
      List<T> found = new ArrayList<>();
      List<String> missing = new ArrayList<>();
      answers.forEach(
          (address, answer) -> {
            try {
              HttpResponse<byte[]> response = answer.join();
              if (response.statusCode() == 200) {
                found.add(Json.read(response.body(), type));
              } else if (response.statusCode() != 404) {
                missing.add(address);
              }
            } catch (CompletionException | UncheckedIOException e) {
              missing.add(address);
            }
          });
      return new Gathered<>(found, missing);
    }
  }

  /**
   * Asks each of the others.
   *
   * @param path with its query; it must keep them from asking others in turn
   */
  <T> Asked<T> ask(String path, Class<T> type) {
    Map<String, CompletableFuture<HttpResponse<byte[]>>> answers = new LinkedHashMap<>();
    for (Instances.Instance instance : instances.all()) {
      if (!instance.self()) {
        answers.put(instance.address(), answer(URI.create("http://" + instance.address() + path)));
      }
    }
    return new Asked<>(type, answers);
  }

  private CompletableFuture<HttpResponse<byte[]>> answer(URI question) {
    HttpRequest.Builder request = HttpRequest.newBuilder(question);
    if (token != null) {
      request.header("Authorization", token.authorization());
    }
    CompletableFuture<HttpResponse<byte[]>> exchange =
        client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    // A request's own timeout ends with the headers; this one is for the body too.
    return exchange
        .copy()
        .orTimeout(BOUND.toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete((response, failure) -> exchange.cancel(true));
  }
}
