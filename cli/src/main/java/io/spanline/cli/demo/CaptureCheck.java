package io.spanline.cli.demo;

import io.spanline.model.Span;
import io.spanline.model.Trace;
import io.spanline.terminal.Complaint;
import io.spanline.topic.TraceJson;
import io.spanline.traffic.RequestKind;
import io.spanline.traffic.RequestKind.EntrySpan;
import io.spanline.traffic.SentRequest;
import io.spanline.traffic.Traffic;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Compares a capture with what was sent: the demo's proof that nothing was lost. */
final class CaptureCheck {
  private static final String ID_ATTRIBUTE = "http.request.header." + Traffic.ID_HEADER;

  private final List<SentRequest> sent;
  private final List<Trace> traces;

  private CaptureCheck(List<SentRequest> sent, List<Trace> traces) {
    this.sent = sent;
    this.traces = traces;
  }

  static CaptureCheck of(Path capture, List<SentRequest> sent) {
    List<Trace> traces = new ArrayList<>();
    try (BufferedReader lines = Files.newBufferedReader(capture)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        traces.add(TraceJson.read(line.getBytes(StandardCharsets.UTF_8)));
      }
    } catch (IOException | IllegalArgumentException e) {
      throw Complaint.failed("capture %s cannot be read: %s".formatted(capture, e.getMessage()));
    }
    return new CaptureCheck(sent, traces);
  }

  /** The problems; none if every request is there once, with the spans that its kind leaves. */
  List<String> problems() {
    Map<String, List<Trace>> byRequest =
        traces.stream()
            .collect(
                Collectors.groupingBy(CaptureCheck::requestId, TreeMap::new, Collectors.toList()));
    List<String> problems = new ArrayList<>();
    for (SentRequest request : sent) {
      List<Trace> found = byRequest.getOrDefault(request.id(), List.of());
      byRequest.remove(request.id());
      if (found.size() != 1) {
        problems.add("request %s is in the capture %d times".formatted(request.id(), found.size()));
      } else if (!entries(found.get(0)).equals(expected(request.kind()))) {
        problems.add(
            "request %s (%s) left the entry spans %s"
                .formatted(request.id(), request.kind().word(), entries(found.get(0))));
      }
    }
    byRequest.forEach(
        (id, others) ->
            problems.add(
                "%d traces of requests that were not sent: %s".formatted(others.size(), id)));
    return problems;
  }

  /** A trace that goes from service-a through service-b to service-c. */
  Trace throughAll() {
    return traces.stream()
        .filter(CaptureCheck::goesThroughAll)
        .findFirst()
        .orElseThrow(() -> Complaint.failed("no trace goes from service-a through b to c"));
  }

  private static boolean goesThroughAll(Trace trace) {
    List<String> edges =
        trace.calls().stream()
            .filter(call -> call.entry() != null)
            .map(call -> call.caller() + ">" + call.callee())
            .toList();
    return edges.contains("service-a>service-b") && edges.contains("service-b>service-c");
  }

  private static String requestId(Trace trace) {
    Span root = trace.root();
    return root == null ? "(no root)" : root.attribute(ID_ATTRIBUTE).orElse("(no id)");
  }

  private static List<String> entries(Trace trace) {
    return trace.requests().stream()
        .map(span -> new EntrySpan(span.service(), span.operation(), span.isError()))
        .map(CaptureCheck::words)
        .sorted()
        .toList();
  }

  private static List<String> expected(RequestKind kind) {
    return kind.entrySpans().stream().map(CaptureCheck::words).sorted().toList();
  }

  private static String words(EntrySpan span) {
    return span.service() + " " + span.operation() + (span.error() ? " error" : "");
  }
}
