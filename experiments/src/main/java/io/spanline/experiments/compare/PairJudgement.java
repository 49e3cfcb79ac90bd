package io.spanline.experiments.compare;

import io.spanline.experiments.compare.PairedReplays.OfRoute;
import io.spanline.experiments.compare.Subject.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** The figures of pairs, judged together: those of the services asked most decide. */
final class PairJudgement {
  private static final String RESPONSE_TIME = "response_time_ms";
  private static final int MOST_DECIDE = 2;

  private final Limits limits;
  private final List<Candidate> candidates = new ArrayList<>();
  private final List<String> decides;
  private final Tails tails;

  /** A subject before its figures are judged. */
  private record Candidate(
      Kind kind, String service, String name, long pairs, Map<String, Change> changes) {
    static Candidate of(Kind kind, String service, String name, List<CasePair> pairs) {
      Map<String, Change> changes = new LinkedHashMap<>();
      PairedLatency latency = PairedLatency.of(pairs);
      if (latency != null) {
        changes.put(RESPONSE_TIME, latency);
      }
      changes.put(Figure.ERROR_RATE, PairedErrors.of(pairs));
      return new Candidate(kind, service, name, pairs.size(), changes);
    }
  }

  PairJudgement(PairedReplays replays, Limits limits) {
    this.limits = limits;
    byName(replays.pairs(), OfRoute::service).forEach(this::add);
    this.decides =
        candidates.stream()
            .filter(each -> each.kind() == Kind.SERVICE)
            .sorted(Comparator.comparingLong(each -> -each.pairs()))
            .limit(MOST_DECIDE)
            .map(Candidate::name)
            .sorted()
            .toList();
    List<Change> few = new ArrayList<>();
    List<Change> list = new ArrayList<>();
    for (Candidate each : candidates) {
      (decides(each) ? few : list).addAll(each.changes().values());
    }
    this.tails = new Tails(few, list);
  }

  private void add(String service, List<OfRoute> pairs) {
    candidates.add(Candidate.of(Kind.SERVICE, service, service, bare(pairs)));
    byName(pairs, OfRoute::operation)
        .forEach(
            (operation, ofIt) ->
                candidates.add(Candidate.of(Kind.OPERATION, service, operation, bare(ofIt))));
  }

  private static List<CasePair> bare(List<OfRoute> pairs) {
    return pairs.stream().map(OfRoute::pair).toList();
  }

  private static SortedMap<String, List<OfRoute>> byName(
      List<OfRoute> pairs, Function<OfRoute, String> name) {
    SortedMap<String, List<OfRoute>> byName = new TreeMap<>();
    for (OfRoute each : pairs) {
      byName.computeIfAbsent(name.apply(each), key -> new ArrayList<>()).add(each);
    }
    return byName;
  }

  private boolean decides(Candidate candidate) {
    return candidate.kind() == Kind.SERVICE && decides.contains(candidate.name());
  }

  /** The names of the services that decide, ascending. */
  List<String> decides() {
    return decides;
  }

  /** The confidence of the intervals of the figures that do not decide. */
  double level() {
    return tails.level();
  }

  List<Subject> subjects() {
    return candidates.stream().map(this::subject).toList();
  }

  private Subject subject(Candidate of) {
    return new Subject(
        of.kind(), of.service(), of.name(), of.pairs(), of.pairs(), null, null, figures(of));
  }

  private List<Figure> figures(Candidate of) {
    List<Figure> figures = new ArrayList<>();
    of.changes()
        .forEach(
            (name, change) -> {
              double own = tails.of(change);
              figures.add(Figure.of(name, change, change.word(limits, own), limits, own));
            });
    return figures;
  }

  Word word() {
    return Word.gravest(
        candidates.stream()
            .filter(this::decides)
            .flatMap(each -> figures(each).stream())
            .map(Figure::word)
            .toList());
  }
}
