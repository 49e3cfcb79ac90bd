package io.spanline.harness.traffic;

import io.opentelemetry.proto.trace.v1.Status;
import io.opentelemetry.proto.trace.v1.TracesData;
import io.spanline.harness.process.Waiting;
import io.spanline.model.ParsedSpan;
import io.spanline.model.Span;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Posts spans to the Collector by OTLP/HTTP, some at a time, until it takes them. */
public final class CollectorSink implements SpanSink {
  private static final int BATCH = 40;
  private static final Duration ANSWER = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(ANSWER).build();
  private final URI url;
  private final AtomicLong acknowledged = new AtomicLong();
  private final AtomicLong unanswered = new AtomicLong();
  private TracesData.Builder batch = TracesData.newBuilder();

  public CollectorSink(String url) {
    this.url = URI.create(url);
  }

  @Override
  public void send(Span span) {
    batch.mergeFrom(span.fragment());
    if (batch.getResourceSpansCount() >= BATCH) {
      flush();
    }
  }

  @Override
  public void flush() {
    int size = batch.getResourceSpansCount();
    if (size == 0) {
      return;
    }
    byte[] body = batch.build().toByteArray();
    Waiting.until("the Collector takes no spans", PATIENCE, () -> isTaken(body, size));
    acknowledged.addAndGet(size);
    batch = TracesData.newBuilder();
  }

  /** The Collector writes a status even if it is none. */
  @Override
  public Span unchanged(Span span) {
    var otlp = span.otlp().toBuilder();
    if (otlp.getStatus().equals(Status.getDefaultInstance())) {
      otlp.clearStatus();
    }
    return new ParsedSpan(span.origin(), span.scope(), otlp.build());
  }

  @Override
  public long acknowledged() {
    return acknowledged.get();
  }

  /** Spans of requests without an answer, which may have been taken all the same. */
  public long unanswered() {
    return unanswered.get();
  }

  @Override
  public void close() {}

  private boolean isTaken(byte[] body, int spans) {
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .timeout(ANSWER)
            .header("content-type", "application/x-protobuf")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (ConnectException e) {
      return false;
    } catch (IOException e) {
      unanswered.addAndGet(spans);
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
