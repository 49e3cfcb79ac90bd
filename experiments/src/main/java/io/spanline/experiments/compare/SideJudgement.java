package io.spanline.experiments.compare;

import io.spanline.experiments.compare.Judgement.Candidate;
import io.spanline.experiments.compare.Subject.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What two sides have, judged together: p95 and error rate of those that nobody calls decide. */
final class SideJudgement {
  static final int MOST_ROOTS = 2;

  private final Side before;
  private final Side after;
  private final List<Candidate> candidates = new ArrayList<>();
  private final List<String> roots;
  private final Judgement judgement;
  private final long alone;

  SideJudgement(Side before, Side after, Limits limits) {
    this.before = before;
    this.after = after;
    this.roots = roots();
    SortedSet<String> edges = names(before.edges(), after.edges());
    SortedSet<String> services = names(before.services(), after.services());
    edges.forEach(this::edge);
    services.forEach(this::service);
    CallOrder order = new CallOrder(roots, services, edges);
    candidates.sort(Comparator.comparingInt(each -> order.place(each.bare())));
    this.judgement = new Judgement(candidates, this::decides, limits);
    this.alone =
        candidates.stream()
            .map(Candidate::bare)
            .filter(bare -> bare.before() == null || bare.after() == null)
            .count();
  }

  /** Services that are on both sides and that nobody calls, those with most requests first. */
  private List<String> roots() {
    Set<String> called = new HashSet<>();
    for (String edge : names(before.edges(), after.edges())) {
      EdgeName ends = EdgeName.of(edge);
      if (!ends.callee().equals(ends.caller())) {
        called.add(ends.callee());
      }
    }
    SortedSet<String> both = new TreeSet<>(before.services().keySet());
    both.retainAll(after.services().keySet());
    List<String> uncalled = both.stream().filter(name -> !called.contains(name)).toList();
    return (uncalled.isEmpty() ? both.stream().toList() : uncalled)
        .stream()
            .sorted(Comparator.comparingLong((String name) -> -requests(name)))
            .limit(MOST_ROOTS)
            .sorted()
            .toList();
  }

  private long requests(String service) {
    return requests(before, service) + requests(after, service);
  }

  private boolean decides(Subject subject, String figure) {
    return subject.kind() == Kind.SERVICE
        && roots.contains(subject.name())
        && (figure.equals("p95_ms") || figure.equals(Figure.ERROR_RATE));
  }

  private void edge(String name) {
    Side.Edge one = before.edges().get(name);
    Side.Edge other = after.edges().get(name);
    Map<String, Change> changes = new LinkedHashMap<>();
    if (one != null && other != null) {
      quantiles(changes, "gap_", one.gap(), other.gap());
      quantiles(changes, "client_", one.client(), other.client());
      quantiles(changes, "server_", one.server(), other.server());
      changes.put(Figure.ERROR_RATE, change(one.errors(), other.errors()));
    }
    add(
        Kind.EDGE,
        EdgeName.of(name).caller(),
        name,
        one == null ? null : one.errors().rate(),
        other == null ? null : other.errors().rate(),
        null,
        changes);
  }

  private void service(String name) {
    Side.Service one = before.services().get(name);
    Side.Service other = after.services().get(name);
    String reason = one == null || other == null ? null : Mix.difference(one, other);
    requests(
        Kind.SERVICE,
        name,
        name,
        one == null ? null : one.all(),
        other == null ? null : other.all(),
        reason);
    if (one == null || other == null) {
      return;
    }
    for (String operation : names(one.operations(), other.operations())) {
      requests(
          Kind.OPERATION,
          name,
          operation,
          one.operations().get(operation),
          other.operations().get(operation),
          null);
    }
  }

  private void requests(
      Kind kind,
      String service,
      String name,
      Side.@Nullable Requests one,
      Side.@Nullable Requests other,
      @Nullable String reason) {
    Map<String, Change> changes = new LinkedHashMap<>();
    if (one != null && other != null) {
      quantiles(changes, "", one.latencies(), other.latencies());
      changes.put(Figure.ERROR_RATE, change(one.errors(), other.errors()));
    }
    add(
        kind,
        service,
        name,
        one == null ? null : one.errors().rate(),
        other == null ? null : other.errors().rate(),
        reason,
        changes);
  }

  private void add(
      Kind kind,
      String service,
      String name,
      RateChange.@Nullable Rate one,
      RateChange.@Nullable Rate other,
      @Nullable String reason,
      Map<String, Change> changes) {
    candidates.add(
        new Candidate(
            new Subject(
                kind,
                service,
                name,
                one == null ? null : (Long) one.of(),
                other == null ? null : (Long) other.of(),
                reason,
                null,
                List.of()),
            changes));
  }

  private static Change change(Side.Errors one, Side.Errors other) {
    return new RateChange(one.rate(), other.rate(), one.blocks(), other.blocks());
  }

  private static void quantiles(
      Map<String, Change> into, String of, @Nullable Sample one, @Nullable Sample other) {
    if (one != null && other != null) {
      into.put(of + "p50_ms", new LatencyChange(one, other, 0.5));
      into.put(of + "p95_ms", new LatencyChange(one, other, 0.95));
    }
  }

  Comparison comparison() {
    List<Subject> subjects = judgement.subjects(this::alone);
    return new Comparison(
        Sentences.of(subjects),
        judgement.word(subjects),
        roots,
        judgement.level(),
        before.inOrder() && after.inOrder(),
        subjects);
  }

  private @Nullable Word alone(Subject bare) {
    String among = bare.kind() == Kind.OPERATION ? bare.service() : null;
    // Each of those that are on one side only has its share of what the list may miss.
    return Absence.word(
        bare, requests(before, among), requests(after, among), Tails.FOR_THE_LIST / alone);
  }

  /** Of a service, or of all. */
  private static long requests(Side side, @Nullable String service) {
    return side.services().entrySet().stream()
        .filter(each -> service == null || each.getKey().equals(service))
        .mapToLong(each -> each.getValue().all().errors().rate().of())
        .sum();
  }

  private static SortedSet<String> names(SortedMap<String, ?> one, SortedMap<String, ?> other) {
    SortedSet<String> names = new TreeSet<>(new TreeMap<>(one).keySet());
    names.addAll(other.keySet());
    return names;
  }
}
