package io.spanline.bench.senders;

import io.spanline.bench.corpus.CorpusStack;
import io.spanline.bench.corpus.Sender;
import io.spanline.settings.Port;
import io.spanline.settings.Settings;
import io.spanline.stack.plan.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Services of which each calls the next, asked for {@value #REQUESTS} items by somebody who sends
 * no spans.
 *
 * @param links in the order of the calls
 */
record SdkChain(Workplace workplace, List<Link> links) implements Sender {
  /** One in ten of them fails. */
  private static final int REQUESTS = 20;

  private static final List<Port> PORTS = List.of(Port.SERVICE_A, Port.SERVICE_B, Port.SERVICE_C);
  private static final Duration ANSWER = Duration.ofSeconds(20);

  /** A service and what instruments it. */
  record Link(String service, Sdk sdk) {}

  SdkChain {
    links = List.copyOf(links);
  }

  @Override
  public void send(CorpusStack stack) throws IOException, InterruptedException {
    Settings free = Ports.free(Settings.of(Map.of()));
    Deque<SdkService> running = new ArrayDeque<>();
    try {
      for (int i = links.size() - 1; i >= 0; i--) {
        Link link = links.get(i);
        Path home = workplace.of(link.sdk());
        SdkService service =
            new SdkService(
                link.service(), free.port(PORTS.get(i)), home, workplace.folder().resolve("logs"));
        Map<String, String> environment = environment(stack, link, running.peek());
        running.push(service);
        service.start(link.sdk().start(), environment);
      }
      ask(
          running.element().url()
              + (links.size() > 1 ? links.get(0).sdk().callerPath() : "/stock/"));
      running.forEach(SdkService::end);
    } finally {
      running.forEach(SdkService::close);
    }
  }

  private static Map<String, String> environment(
      CorpusStack stack, Link link, @Nullable SdkService next) {
    Map<String, String> environment = new HashMap<>();
    environment.put(
        "OTEL_EXPORTER_OTLP_ENDPOINT", "http://" + stack.address(link.sdk().endpoint()));
    if (next != null) {
      environment.put("STOCK_URL", next.url());
    }
    return environment;
  }

  private static void ask(String url) throws IOException, InterruptedException {
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    for (int item = 1; item <= REQUESTS; item++) {
      HttpRequest request = HttpRequest.newBuilder(URI.create(url + item)).timeout(ANSWER).build();
      int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      if (status >= 500 != (item % 10 == 0)) {
        throw new IllegalStateException("%s%d answered %d".formatted(url, item, status));
      }
    }
  }
}
