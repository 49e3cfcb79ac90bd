package io.spanline.bench.answers;

import com.fasterxml.jackson.databind.JsonNode;
import io.spanline.captures.line.CaptureReader;
import io.spanline.captures.replay.ReplayLine;
import io.spanline.experiments.experiment.file.ExperimentFiles;
import io.spanline.experiments.experiment.file.ExperimentRecord;
import io.spanline.experiments.experiment.file.ExperimentRecord.Round;
import io.spanline.model.Call;
import io.spanline.model.TraceId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** The experiments of {@code bench known-answers}. */
public final class KnownAnswers {
  // Of 320 requests without an error it can be said that fewer than 2 % fail.
  private static final String SHORT = "requests: 80\nrate: 80";
  // To show that nothing got worse takes more: not requests, but rounds that can be compared.
  private static final String LONG = SHORT + "\nblocks: 8";
  // A machine that is kept busy must not be late: so the rate is lower.
  private static final String SLOW = "requests: 80\nrate: 50";
  private static final int TIMES = 3;
  private static final int TIMES_OF_FIRST = 10;
  private static final double LEAST_MS = 198;
  private static final double MOST_MS = 210;

  private KnownAnswers() {}

  /** All of them. */
  public static List<KnownAnswer> all() {
    return List.of(
        new KnownAnswer(
            "slow",
            "200 ms on b-to-c",
            SHORT,
            "fault: {type: latency, target: b-to-c, value_ms: 200}",
            true,
            false,
            Set.of("fail"),
            TIMES_OF_FIRST,
            List.of(KnownAnswers::isMeasured, KnownAnswers::isFeltByCallers)),
        new KnownAnswer(
            "unused",
            "200 ms on an edge that no request uses",
            SHORT,
            "fault: {type: latency, target: b-to-c, value_ms: 200}",
            false,
            false,
            Set.of("invalid"),
            TIMES,
            List.of()),
        new KnownAnswer(
            "calm",
            "nothing (A/A)",
            LONG,
            "faults: []",
            true,
            false,
            Set.of("pass"),
            TIMES,
            List.of()),
        new KnownAnswer(
            "cut",
            "b-to-c down",
            SHORT,
            "fault: {type: down, target: b-to-c}",
            true,
            false,
            Set.of("fail"),
            TIMES,
            List.of(KnownAnswers::failExactlyThoseThatCall)),
        new KnownAnswer(
            "little",
            "5 ms on b-to-c, 20 ms allowed",
            LONG,
            "max_delta_ms: 20\nfault: {type: latency, target: b-to-c, value_ms: 5}",
            true,
            false,
            Set.of("pass"),
            TIMES,
            List.of()),
        new KnownAnswer(
            "busy",
            "nothing, beside a core kept busy",
            SLOW,
            "faults: []",
            true,
            true,
            Set.of("pass", "inconclusive", "not_steady"),
            TIMES,
            List.of()));
  }

  /**
   * One of them.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public static KnownAnswer of(String name) {
    return all().stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no known answer " + name));
  }

  private static List<String> isMeasured(RunLeft left) {
    JsonNode measured = left.verdict().at("/proof/measured_ms");
    double ms = measured.asDouble();
    return ms >= LEAST_MS && ms <= MOST_MS ? List.of() : List.of("measured " + measured + " ms");
  }

  private static List<String> isFeltByCallers(RunLeft left) {
    Set<String> upstream = names(left.verdict().at("/radius/upstream"));
    Set<String> surprise = names(left.verdict().at("/radius/surprise"));
    List<String> wrong = new ArrayList<>();
    if (!upstream.equals(Set.of("service-a", "service-b"))) {
      wrong.add("upstream are " + upstream);
    }
    if (!surprise.isEmpty()) {
      wrong.add("surprised by " + surprise);
    }
    return wrong;
  }

  private static Set<String> names(JsonNode list) {
    Set<String> names = new HashSet<>();
    list.forEach(name -> names.add(name.asText()));
    return names;
  }

  /** By the captured traces, and what failed before the fault by the healthy rounds. */
  private static List<String> failExactlyThoseThatCall(RunLeft left) throws IOException {
    ExperimentFiles files = new ExperimentFiles(left.folder());
    ExperimentRecord record = files.record();
    Set<TraceId> calling = new HashSet<>();
    CaptureReader.read(
        files.file(ExperimentFiles.SOURCE).resolve(Objects.requireNonNull(record.capture()).file()),
        trace -> {
          if (trace.calls().stream().anyMatch(KnownAnswers::isCall)) {
            calling.add(trace.traceId());
          }
        });
    Set<Integer> faulty =
        record.rounds().stream()
            .filter(Round::faulty)
            .map(Round::number)
            .collect(Collectors.toSet());
    List<ReplayLine> requests = files.requests();
    Map<TraceId, List<ReplayLine>> healthy =
        requests.stream()
            .filter(line -> !faulty.contains(line.repetition()))
            .collect(Collectors.groupingBy(ReplayLine::original));
    return requests.stream()
        .filter(line -> line.isFailed() != mayFail(line, faulty, calling, healthy))
        .map(
            line ->
                "%s, which %s service-c by service-b, %s in round %s"
                    .formatted(
                        line.operation(),
                        calling.contains(line.original()) ? "calls" : "does not call",
                        line.isFailed() ? "failed" : "did not fail",
                        line.repetition()))
        .distinct()
        .toList();
  }

  /** What fails in each healthy round fails by itself. */
  private static boolean mayFail(
      ReplayLine line,
      Set<Integer> faulty,
      Set<TraceId> calling,
      Map<TraceId, List<ReplayLine>> healthy) {
    boolean failsByItself =
        healthy.getOrDefault(line.original(), List.of()).stream().allMatch(ReplayLine::isFailed);
    return failsByItself
        || (faulty.contains(line.repetition()) && calling.contains(line.original()));
  }

  private static boolean isCall(Call call) {
    return call.caller().equals("service-b") && call.callee().equals("service-c");
  }
}
