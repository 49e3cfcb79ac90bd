package io.spanline.experiments.compare;

import com.fasterxml.jackson.annotation.JsonProperty;
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

/**
 * What changed between two sides. Of a hundred comparisons of equal sides at most two call anything
 * worse: the figures that decide have one of them together, by Holm, and all others one, by
 * Benjamini and Hochberg.
 *
 * @param sentences up to three, in words
 * @param word of the figures that decide together: the worst of them
 * @param decides the names of the services whose p95 and error rate decide: those that nobody calls
 * @param level of the intervals of all other figures
 * @param inOrder whether both sides' latencies are known in their order: else each is taken for
 *     independent of the others
 * @param subjects edges first, then services with their operations
 */
public record Comparison(
    List<String> sentences,
    Word word,
    List<String> decides,
    double level,
    @JsonProperty("in_order") boolean inOrder,
    List<Subject> subjects) {
  private static final int MOST_ROOTS = 2;
  private static final double FOR_A_MIX = 0.005;

  public Comparison {
    sentences = List.copyOf(sentences);
    decides = List.copyOf(decides);
    subjects = List.copyOf(subjects);
  }

  /** Compares two sides. */
  public static Comparison of(Side before, Side after, Limits limits) {
    Judged judged = new Judged(before, after, limits);
    List<Subject> subjects = judged.subjects();
    return new Comparison(
        Sentences.of(subjects),
        judged.word(subjects),
        judged.roots,
        judged.tails.level(),
        before.inOrder() && after.inOrder(),
        subjects);
  }

  /** Whether anything is not as it was. */
  public boolean moved() {
    return subjects.stream().anyMatch(Subject::moved);
  }

  /** Whether a figure has that word. */
  public boolean has(Word wanted) {
    return subjects.stream()
        .anyMatch(
            subject ->
                subject.alone() == wanted
                    || subject.figures().stream().anyMatch(figure -> figure.word() == wanted));
  }

  /** A subject before its figures are judged. */
  private record Candidate(Subject bare, Map<String, Change> changes) {}

  private static final class Judged {
    private final Side before;
    private final Side after;
    private final Limits limits;
    private final List<Candidate> candidates = new ArrayList<>();
    private final List<String> roots;
    private final Tails tails;
    private final long alone;

    Judged(Side before, Side after, Limits limits) {
      this.before = before;
      this.after = after;
      this.limits = limits;
      this.roots = roots();
      names(before.edges(), after.edges()).forEach(this::edge);
      names(before.services(), after.services()).forEach(this::service);
      List<Change> few = new ArrayList<>();
      List<Change> list = new ArrayList<>();
      for (Candidate each : candidates) {
        if (each.bare().reason() == null) {
          each.changes().forEach((name, change) -> (decides(each, name) ? few : list).add(change));
        }
      }
      this.tails = new Tails(few, list);
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

    private boolean decides(Candidate candidate, String figure) {
      return candidate.bare().kind() == Kind.SERVICE
          && roots.contains(candidate.bare().name())
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
      String reason = one == null || other == null ? null : Mix.difference(one, other, FOR_A_MIX);
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

    List<Subject> subjects() {
      return candidates.stream().map(this::subject).toList();
    }

    private Subject subject(Candidate candidate) {
      Subject bare = candidate.bare();
      List<Figure> figures = new ArrayList<>();
      candidate
          .changes()
          .forEach(
              (name, change) -> {
                double own = tails.of(change);
                Word word = bare.reason() == null ? change.word(limits, own) : Word.OTHER_MIX;
                figures.add(Figure.of(name, change, word, limits, own));
              });
      return new Subject(
          bare.kind(),
          bare.service(),
          bare.name(),
          bare.before(),
          bare.after(),
          bare.reason(),
          alone(bare),
          figures);
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

    /** The word that is least good news of those that decide. */
    Word word(List<Subject> subjects) {
      List<Word> words = new ArrayList<>();
      for (int i = 0; i < candidates.size(); i++) {
        for (Figure figure : subjects.get(i).figures()) {
          if (decides(candidates.get(i), figure.name())) {
            words.add(figure.word());
          }
        }
      }
      return Word.gravest(words);
    }

    private static SortedSet<String> names(SortedMap<String, ?> one, SortedMap<String, ?> other) {
      SortedSet<String> names = new TreeSet<>(new TreeMap<>(one).keySet());
      names.addAll(other.keySet());
      return names;
    }
  }
}
