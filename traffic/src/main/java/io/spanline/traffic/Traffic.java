package io.spanline.traffic;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Sends the requests of a plan to service-a. Each carries an id in its {@code x-request-id} header,
 * which the services' agent records, and no trace context: every request begins a trace of its own.
 */
public final class Traffic {
  public static final String ID_HEADER = "x-request-id";
  private static final Duration TIME_OUT = Duration.ofSeconds(10);

  private final URI target;
  // HTTP/1.1: the shop's servers speak nothing newer without TLS, so an upgrade would be a detour.
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIME_OUT).build();

  /**
   * Traffic against one shop.
   *
   * @param target base address of service-a, such as {@code http://127.0.0.1:18081}
   */
  public Traffic(URI target) {
    this.target = target;
  }

  /**
   * Sends every request at its time and waits for the last answer.
   *
   * @param answered hears of each request once its answer is there, on any thread
   * @return what was sent, in the order of sending
   * @throws InterruptedException when interrupted; requests not yet due are not sent
   */
  public List<SentRequest> run(TrafficPlan plan, Consumer<SentRequest> answered)
      throws InterruptedException {
    // Ids are unique across runs, or two runs of one seed could not be told apart in a capture.
    String run = UUID.randomUUID().toString().substring(0, 8);
    List<CompletableFuture<SentRequest>> sent = new ArrayList<>(plan.count());
    List<RequestKind> kinds = plan.mix().deal(plan.count(), plan.seed());
    new Pacer(kinds.size(), n -> Math.round(n * 1e9 / plan.perSecond()))
        .run(
            System.nanoTime(),
            (n, intended) ->
                sent.add(
                    send(String.format(Locale.ROOT, "%s-%06d", run, n), kinds.get(n), n)
                        .whenComplete((request, e) -> answered.accept(request))));
    return sent.stream().map(CompletableFuture::join).toList();
  }

  private CompletableFuture<SentRequest> send(String id, RequestKind kind, int n) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(target.resolve(kind.path(n)))
            .timeout(TIME_OUT)
            .header(ID_HEADER, id)
            .method(kind.method(), body(kind, n));
    if (kind.hasBody()) {
      request.header("content-type", "application/json");
    }
    Instant sentAt = Instant.now();
    long begin = System.nanoTime();
    return client
        .sendAsync(request.build(), HttpResponse.BodyHandlers.discarding())
        .handle(
            (response, e) ->
                new SentRequest(
                    id,
                    kind,
                    sentAt,
                    System.nanoTime() - begin,
                    response == null ? 0 : response.statusCode()));
  }

  private static HttpRequest.BodyPublisher body(RequestKind kind, int n) {
    return kind.hasBody()
        ? HttpRequest.BodyPublishers.ofString(
            "{\"product\":\"p-%d\",\"quantity\":%d}".formatted(n, 1 + n % 3))
        : HttpRequest.BodyPublishers.noBody();
  }
}
