package io.spanline.experiments.compare;

import io.spanline.experiments.compare.Judgement.Candidate;
import io.spanline.experiments.compare.PairedReplays.OfRoute;
import io.spanline.experiments.compare.Subject.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** The figures of pairs, judged together: those of the services asked most decide. */
final class PairJudgement {
  private static final int MOST_DECIDE = 2;
  // As much of a replay as may be missing from any verdict.
  private static final double MOST_LEFT_OUT = 0.01;

  private final PairedReplays replays;
  private final List<String> decides;
  private final Judgement judgement;

  PairJudgement(PairedReplays replays, Limits limits) {
    this.replays = replays;
    List<Candidate> candidates = new ArrayList<>();
    byName(replays.pairs(), OfRoute::service)
        .forEach((service, pairs) -> candidates.addAll(candidates(service, pairs)));
    this.decides =
        candidates.stream()
            .map(Candidate::bare)
            .filter(bare -> bare.kind() == Kind.SERVICE)
            .sorted(
                Comparator.comparingLong((Subject bare) -> -Objects.requireNonNull(bare.before())))
            .limit(MOST_DECIDE)
            .map(Subject::name)
            .sorted()
            .toList();
    this.judgement =
        new Judgement(
            candidates,
            (subject, figure) -> subject.kind() == Kind.SERVICE && decides.contains(subject.name()),
            limits);
  }

  private static List<Candidate> candidates(String service, List<OfRoute> pairs) {
    List<Candidate> candidates = new ArrayList<>();
    candidates.add(candidate(Kind.SERVICE, service, service, bare(pairs)));
    byName(pairs, OfRoute::operation)
        .forEach(
            (operation, ofIt) ->
                candidates.add(candidate(Kind.OPERATION, service, operation, bare(ofIt))));
    return candidates;
  }

  private static Candidate candidate(Kind kind, String service, String name, List<CasePair> pairs) {
    Map<String, Change> changes = new LinkedHashMap<>();
    PairedLatency latency = PairedLatency.of(pairs);
    if (latency != null) {
      changes.put(PairedLatency.NAME, latency);
    }
    changes.put(Figure.ERROR_RATE, PairedErrors.of(pairs));
    long requests = pairs.size();
    return new Candidate(
        new Subject(kind, service, name, requests, requests, null, null, List.of()), changes);
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

  Comparison comparison() {
    boolean isWhole =
        replays.leftOut() <= MOST_LEFT_OUT * (replays.pairs().size() + replays.leftOut());
    List<Subject> subjects = judgement.subjects(bare -> null);
    if (!isWhole) {
      subjects = subjects.stream().map(PairJudgement::withoutGoodNews).toList();
    }
    return new Comparison(
        sentences(subjects, isWhole),
        judgement.word(subjects),
        decides,
        judgement.level(),
        true,
        subjects);
  }

  /** What was left out may be what got worse. */
  private static Subject withoutGoodNews(Subject of) {
    return new Subject(
        of.kind(),
        of.service(),
        of.name(),
        of.before(),
        of.after(),
        of.reason(),
        of.alone(),
        of.figures().stream()
            .map(figure -> figure.word().isNotWorse() ? figure.with(Word.UNCLEAR) : figure)
            .toList());
  }

  private List<String> sentences(List<Subject> subjects, boolean isWhole) {
    if (subjects.isEmpty()) {
      return List.of("The two replays have no request in common.");
    }
    List<String> sentences = new ArrayList<>();
    if (!isWhole) {
      sentences.add(
          "%d of %d requests were not sent by both: too many for a clear answer."
              .formatted(replays.leftOut(), replays.pairs().size() + replays.leftOut()));
    }
    sentences.addAll(Sentences.of(subjects));
    return sentences;
  }
}
