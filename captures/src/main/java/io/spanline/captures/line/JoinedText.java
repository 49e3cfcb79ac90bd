package io.spanline.captures.line;

import io.spanline.captures.line.SpanText.Head;
import io.spanline.model.Span;
import io.spanline.model.Trace;
import io.spanline.topic.TraceJson;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Writes the text of a joined trace with the spans' own texts, in the groups and the order that
 * {@link Trace#otlp} gives them. Decoding them and writing them anew takes ten times as long.
 */
final class JoinedText {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final IdentityHashMap<Span, SpanText> texts = new IdentityHashMap<>();

  /** Takes the spans of a record, and the text of each. */
  void add(List<Span> spans, List<SpanText> written) {
    for (int i = 0; i < spans.size(); i++) {
      texts.put(spans.get(i), written.get(i));
    }
  }

  /** The text of a trace whose spans have all been added. */
  byte[] of(Trace joined) {
    Map<Head, Map<Head, List<ByteBuffer>>> groups = new LinkedHashMap<>();
    for (Span span : joined.spans()) {
      SpanText text = Objects.requireNonNull(texts.get(span), "a span was not added");
      groups
          .computeIfAbsent(text.origin(), origin -> new LinkedHashMap<>())
          .computeIfAbsent(text.scope(), scope -> new ArrayList<>())
          .add(text.span());
    }
    out.writeBytes(TraceJson.summary(joined));
    put(",\"resourceSpans\":");
    all(groups, this::group);
    put("}");
    return out.toByteArray();
  }

  private void group(Head origin, Map<Head, List<ByteBuffer>> scopes) {
    begin("resource", origin);
    put("\"scopeSpans\":");
    all(scopes, this::scoped);
    end(origin);
  }

  private void scoped(Head scope, List<ByteBuffer> spans) {
    begin("scope", scope);
    put("\"spans\":[");
    for (int i = 0; i < spans.size(); i++) {
      put(i == 0 ? "" : ",");
      put(spans.get(i));
    }
    put("]");
    end(scope);
  }

  private void begin(String field, Head head) {
    put("{");
    if (head.value().hasRemaining()) {
      put("\"" + field + "\":");
      put(head.value());
      put(",");
    }
  }

  private void end(Head head) {
    if (head.schemaUrl().hasRemaining()) {
      put(",\"schemaUrl\":");
      put(head.schemaUrl());
    }
    put("}");
  }

  /** Writes one group. */
  @FunctionalInterface
  private interface Form<T> {
    void write(Head head, T parts);
  }

  private <T> void all(Map<Head, T> groups, Form<T> form) {
    String before = "[";
    for (Map.Entry<Head, T> group : groups.entrySet()) {
      put(before);
      form.write(group.getKey(), group.getValue());
      before = ",";
    }
    put("]");
  }

  private void put(String text) {
    out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
  }

  private void put(ByteBuffer text) {
    out.write(text.array(), text.arrayOffset() + text.position(), text.remaining());
  }
}
