package io.spanline.experiments.experiment.run;

import io.spanline.captures.baseline.Baseline;
import io.spanline.captures.baseline.Durations;
import io.spanline.captures.baseline.Observations;
import io.spanline.captures.baseline.Outcomes;
import io.spanline.captures.replay.ReplayLine;
import io.spanline.experiments.compare.Comparison;
import io.spanline.experiments.compare.Figure;
import io.spanline.experiments.compare.Move;
import io.spanline.experiments.compare.ReplayedBaseline;
import io.spanline.experiments.compare.Side;
import io.spanline.experiments.compare.Subject;
import io.spanline.experiments.compare.Word;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A round's answers as the sender has them, held against a stored baseline: p50 and p95 of the
 * response time and error rate of each service that was asked, over the operations that the
 * baseline has.
 *
 * @param compared requests of operations that the baseline has
 * @param requests all of them
 * @param subjects the services; none if nothing can be compared
 */
record SteadyLook(long compared, long requests, List<Subject> subjects) {
  static SteadyLook of(StoredBaseline stored, List<ReplayLine> round) {
    List<ReplayLine> known =
        round.stream()
            .filter(line -> isIn(stored.baseline(), line))
            .sorted(ReplayLine.ORDER)
            .toList();
    SortedMap<String, SortedMap<String, Long>> cases = new TreeMap<>();
    known.forEach(
        line ->
            cases
                .computeIfAbsent(line.service(), service -> new TreeMap<>())
                .merge(line.operation(), 1L, Long::sum));
    Comparison comparison =
        Comparison.of(
            ReplayedBaseline.side(stored.baseline(), cases), side(known), stored.limits());
    return new SteadyLook(known.size(), round.size(), comparison.subjects());
  }

  private static boolean isIn(Baseline baseline, ReplayLine line) {
    Baseline.Service service = baseline.services().get(line.service());
    return service != null && service.operations().containsKey(line.operation());
  }

  private static Side side(List<ReplayLine> lines) {
    SortedMap<String, Observations.OfService> services = new TreeMap<>();
    lines.stream()
        .collect(Collectors.groupingBy(ReplayLine::service))
        .forEach(
            (service, own) ->
                services.put(service, new Observations.OfService(requests(own), new TreeMap<>())));
    return Side.of(new Observations(services, new TreeMap<>()));
  }

  /** A request without a whole answer has no time, as a span that did not end. */
  private static Observations.Requests requests(List<ReplayLine> lines) {
    Outcomes outcomes = new Outcomes();
    lines.forEach(line -> outcomes.add(line.isFailed()));
    long[] nanos =
        lines.stream()
            .filter(line -> line.error() == null)
            .map(line -> line.moments().responseNanos())
            .filter(Objects::nonNull)
            .mapToLong(Long::longValue)
            .toArray();
    return new Observations.Requests(outcomes, Durations.of(nanos));
  }

  /** What is shown to be worse, in words such as {@code service-a's p95 went from 44 to 352 ms}. */
  List<String> worse() {
    return subjects.stream()
        .flatMap(
            subject ->
                subject.figures().stream()
                    .filter(figure -> figure.word() == Word.WORSE)
                    .map(figure -> words(subject, figure)))
        .toList();
  }

  private static String words(Subject subject, Figure figure) {
    Move move = new Move(subject, figure);
    return "%s went %s".formatted(move.what(), move.fromTo());
  }
}
