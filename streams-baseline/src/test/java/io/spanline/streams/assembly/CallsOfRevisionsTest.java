package io.spanline.streams.assembly;

import static io.spanline.model.Spans.ms;
import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.model.Call;
import io.spanline.model.ParsedSpan;
import io.spanline.model.Span;
import io.spanline.model.SpanFacts;
import io.spanline.model.SpanKey;
import io.spanline.model.SpanKind;
import io.spanline.model.SpanLink;
import io.spanline.model.Spans;
import io.spanline.model.Trace;
import io.spanline.model.Traces;
import io.spanline.streams.assembly.Contribution.CallUpdate;
import io.spanline.streams.assembly.Contribution.Ended;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * In whatever order the spans of a trace come, and however they are cut into revisions, the same
 * calls are counted as of the whole trace.
 */
class CallsOfRevisionsTest {
  private static final int SPANS = 80;
  private static final String OPERATION = "messaging.operation.type";
  private static final List<String> SERVICES = List.of("a", "b", "c", "d");

  private final List<Span> spans = new ArrayList<>();
  private final List<Span> parents = new ArrayList<>();
  private Random random = new Random();

  static List<Integer> seeds() {
    return IntStream.range(0, 100).boxed().toList();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void countTheCallsOfTheWholeTrace(int seed) {
    random = new Random(seed);
    grow();
    Trace whole = Traces.complete(spans);

    List<Contribution> revisions = revisions();

    assertThat(counted(revisions)).containsExactlyInAnyOrderElementsOf(calls(whole));
    List<SpanKey> requests =
        revisions.stream().flatMap(each -> each.requests().stream()).map(SpanFacts::key).toList();
    List<SpanKey> ofWhole = whole.requests().stream().map(Span::key).toList();
    assertThat(requests).doesNotHaveDuplicates().containsAll(ofWhole);
    assertThat(requests)
        .filteredOn(key -> !ofWhole.contains(key))
        .allMatch(key -> find(key).link().step() == SpanLink.Step.TAKE);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void addTheEndOfEachRequestAndCallThatWasCountedUnfinished(int seed) {
    random = new Random(seed);
    grow();
    Set<SpanKey> running = new HashSet<>();
    for (Span span : List.copyOf(spans)) {
      if (random.nextInt(3) == 0 && span.link().step() == SpanLink.Step.OTHER) {
        running.add(span.key());
      }
    }
    Revisions trace = new Revisions();
    List<Span> unfinished =
        spans.stream().map(span -> running.contains(span.key()) ? unfinished(span) : span).toList();
    Contribution first = trace.emit(facts(unfinished));

    Contribution second =
        trace.emit(facts(spans.stream().filter(s -> running.contains(s.key())).toList()));

    running.removeIf(key -> !key.kind().isEntry() && !key.kind().isExit());
    assertThat(second.ended()).extracting(ended -> ended.span().key()).hasSameElementsAs(running);
    assertThat(second.ended()).hasSameSizeAs(running);
    assertThat(second.requests()).isEmpty();
    assertThat(second.calls()).isEmpty();
    assertThat(counted(List.of(first)))
        .containsExactlyInAnyOrderElementsOf(calls(Traces.complete(spans)));
    assertThat(second.ended()).extracting(Ended::span).allMatch(SpanFacts::isTimed);
  }

  private List<Contribution> revisions() {
    List<Span> order = new ArrayList<>(spans);
    Collections.shuffle(order, random);
    Revisions trace = new Revisions();
    List<Contribution> revisions = new ArrayList<>();
    for (int from = 0; from < order.size(); ) {
      int to = Math.min(order.size(), from + 1 + random.nextInt(order.size()));
      revisions.add(trace.emit(facts(order.subList(from, to))));
      from = to;
    }
    return revisions;
  }

  private static List<String> counted(List<Contribution> revisions) {
    Map<SpanKey, String> calls = new LinkedHashMap<>();
    List<String> told = new ArrayList<>();
    for (Contribution revision : revisions) {
      for (CallUpdate call : revision.calls()) {
        boolean isClient = call.seen().kind() == SpanKind.CLIENT;
        String text = told(call.caller(), call.callee(), call.seen().kind(), call.seen().isError());
        if (!isClient) {
          told.add(text);
        } else if (call.isNew()) {
          assertThat(calls.put(call.seen().key(), text)).isNull();
        }
        if (isClient && call.answer() != null) {
          calls.compute(call.seen().key(), (key, before) -> before + " answered");
        }
      }
    }
    told.addAll(calls.values());
    return told;
  }

  private static List<String> calls(Trace trace) {
    List<String> told = new ArrayList<>();
    for (Call call : trace.calls()) {
      Span exit = call.exit();
      boolean isClient = exit != null && exit.kind() == SpanKind.CLIENT;
      Span seen = isClient || call.entry() == null ? exit : call.entry();
      SpanKind kind = Objects.requireNonNull(seen).kind();
      String text = told(call.caller(), call.callee(), kind, call.isError());
      told.add(isClient && call.entry() != null ? text + " answered" : text);
    }
    return told;
  }

  private static String told(String caller, String callee, SpanKind kind, boolean failed) {
    return caller + " -> " + callee + " " + kind + (failed ? " failed" : "");
  }

  private void grow() {
    parents.add(add(Spans.entry("a")));
    while (spans.size() < SPANS) {
      Span parent = parents.get(random.nextInt(parents.size()));
      switch (random.nextInt(5)) {
        case 0 -> parents.add(add(Spans.of(parent.service(), SpanKind.INTERNAL), parent));
        case 1 ->
            add(perhapsFailed(Spans.exit(parent.service())).with("peer.service", "store"), parent);
        case 2 -> call(parent);
        case 3 -> send(parent);
        default -> parents.add(add(perhapsFailed(Spans.entry(service())), parent));
      }
    }
  }

  /** A call with one or two answers, perhaps below an INTERNAL span. */
  private void call(Span parent) {
    String callee = service();
    Span above =
        add(perhapsFailed(Spans.exit(parent.service())).with("peer.service", callee), parent);
    if (random.nextBoolean()) {
      above = add(Spans.of(callee, SpanKind.INTERNAL), above);
    }
    for (int i = random.nextInt(2); i >= 0; i--) {
      parents.add(add(Spans.entry(callee), above));
    }
  }

  /** A message; who consumes it may only process it, or receive it first. */
  private void send(Span parent) {
    Span producer = add(Spans.of(parent.service(), SpanKind.PRODUCER), parent);
    for (String service : SERVICES) {
      boolean fails = random.nextBoolean();
      int shape = random.nextInt(4);
      if (shape > 0) {
        Span receive =
            shape == 1
                ? producer
                : add(consumer(service, fails).with(OPERATION, "receive"), producer);
        parents.add(add(consumer(service, fails), shape == 2 ? producer : receive));
      }
    }
  }

  private Spans perhapsFailed(Spans span) {
    return random.nextInt(4) == 0 ? span.failed() : span;
  }

  private static Spans consumer(String service, boolean fails) {
    Spans consumer = Spans.of(service, SpanKind.CONSUMER);
    return fails ? consumer.failed() : consumer;
  }

  private String service() {
    return SERVICES.get(random.nextInt(SERVICES.size()));
  }

  private Span add(Spans span, Span parent) {
    return add(span.edited(otlp -> otlp.setParentSpanId(parent.otlp().getSpanId())));
  }

  private Span add(Spans building) {
    Span span =
        building.withId("span" + spans.size()).startingAfter(ms(random.nextInt(100_000))).span();
    spans.add(span);
    return span;
  }

  private Span find(SpanKey key) {
    return spans.stream().filter(span -> span.key().equals(key)).findFirst().orElseThrow();
  }

  private static Span unfinished(Span span) {
    return new ParsedSpan(
        span.origin(), span.scope(), span.otlp().toBuilder().setEndTimeUnixNano(0).build());
  }

  private static List<SpanFacts> facts(List<Span> spans) {
    return spans.stream().map(Span::facts).toList();
  }
}
