package io.spanline.capture.surroundings;

import com.fasterxml.jackson.databind.JsonNode;
import io.spanline.captures.TimeRange;
import io.spanline.captures.manifest.Toxics;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which toxics were on when, as far back as captures reach, by what was seen each time somebody
 * looked. A look that failed leaves only its reason.
 */
final class ToxicsLog {
  private static final Duration REMEMBERED = Duration.ofHours(24);
  private static final int MOST_REMEMBERED = 10_000;
  private static final int LONGEST_NAME = 128;
  private static final Comparator<Toxics.Toxic> BY_TIME =
      Comparator.comparing(Toxics.Toxic::from)
          .thenComparing(Toxics.Toxic::proxy)
          .thenComparing(Toxics.Toxic::name)
          .thenComparing(Toxics.Toxic::type);

  private final Set<Toxics.Toxic> on = new LinkedHashSet<>();
  private final Deque<Toxics.Toxic> gone = new ArrayDeque<>();
  private final Deque<Stretch> stretches = new ArrayDeque<>();
  private final Duration pause;
  private String problem = "not looked at yet";
  private boolean broken = true;

  /** A time over which each look was answered, from the first to the last. */
  private record Stretch(Instant from, Instant to) {}

  /**
   * An empty log.
   *
   * @param pause the longest time between two looks; what happens in a longer one is not known
   */
  ToxicsLog(Duration pause) {
    this.pause = pause;
  }

  /** Takes the answer of {@code GET /proxies}: an object of proxies by name. */
  synchronized void saw(Instant at, JsonNode proxies) {
    Set<Toxics.Toxic> now = toxics(at, proxies);
    on.removeIf(
        toxic -> {
          if (now.remove(toxic.over(at, null))) {
            return false;
          }
          gone.addLast(toxic.over(toxic.from(), at));
          return true;
        });
    on.addAll(now);
    if (broken || stretches.getLast().to().plus(pause).isBefore(at)) {
      stretches.addLast(new Stretch(at, at));
    } else {
      stretches.addLast(new Stretch(stretches.removeLast().from(), at));
    }
    broken = false;
    forget(at.minus(REMEMBERED));
  }

  /**
   * A look was not answered.
   *
   * @param reason in words, for people
   */
  synchronized void sawNothing(String reason) {
    broken = true;
    problem = reason;
  }

  /** The toxics of a range, as far as they are known. */
  synchronized Toxics during(TimeRange range) {
    List<Toxics.Toxic> found =
        Stream.concat(gone.stream(), on.stream())
            .filter(toxic -> overlaps(toxic, range))
            .sorted(BY_TIME)
            .toList();
    Stretch last = stretchAtTheEnd(range);
    if (last == null) {
      return new Toxics(null, unknown(range), found);
    }
    // The first look tells of the moment before it as well as any later one does.
    boolean whole = !last.from().isAfter(range.from().plus(pause));
    return whole
        ? new Toxics(range.from(), null, found)
        : new Toxics(last.from(), "not looked at before " + last.from(), found);
  }

  /** The looks that cover a range's end, and from when on. */
  private @Nullable Stretch stretchAtTheEnd(TimeRange range) {
    for (Stretch stretch : stretches) {
      if (stretch.from().isBefore(range.to()) && !stretch.to().plus(pause).isBefore(range.to())) {
        return stretch;
      }
    }
    return null;
  }

  private String unknown(TimeRange range) {
    for (Stretch stretch : stretches) {
      if (!stretch.from().isBefore(range.to())) {
        return "not looked at before " + stretch.from();
      }
    }
    return problem;
  }

  private static boolean overlaps(Toxics.Toxic toxic, TimeRange range) {
    Instant to = toxic.to();
    return toxic.from().isBefore(range.to()) && (to == null || to.isAfter(range.from()));
  }

  /** The toxics that are on, and the proxies that are off; a changed toxic is another. */
  private static Set<Toxics.Toxic> toxics(Instant at, JsonNode proxies) {
    if (!proxies.isObject()) {
      throw new IllegalArgumentException("not an object of proxies");
    }
    Set<Toxics.Toxic> toxics = new LinkedHashSet<>();
    for (Map.Entry<String, JsonNode> entry : proxies.properties()) {
      String proxy = name(entry.getKey());
      JsonNode state = entry.getValue();
      if (!state.path("enabled").asBoolean(true)) {
        toxics.add(
            new Toxics.Toxic(proxy, proxy, Toxics.DOWN, null, null, new TreeMap<>(), at, null));
      }
      state.path("toxics").forEach(toxic -> toxics.add(toxic(proxy, toxic, at)));
    }
    return toxics;
  }

  private static Toxics.Toxic toxic(String proxy, JsonNode toxic, Instant at) {
    SortedMap<String, BigDecimal> attributes = new TreeMap<>();
    for (Map.Entry<String, JsonNode> attribute : toxic.path("attributes").properties()) {
      if (attribute.getValue().isNumber()) {
        attributes.put(name(attribute.getKey()), attribute.getValue().decimalValue());
      }
    }
    JsonNode toxicity = toxic.path("toxicity");
    JsonNode stream = toxic.path("stream");
    return new Toxics.Toxic(
        proxy,
        name(toxic.path("name").asText()),
        name(toxic.path("type").asText()),
        stream.isTextual() ? name(stream.asText()) : null,
        toxicity.isNumber() ? toxicity.decimalValue() : null,
        attributes,
        at,
        null);
  }

  private static String name(String text) {
    return text.length() <= LONGEST_NAME ? text : text.substring(0, LONGEST_NAME);
  }

  private void forget(Instant before) {
    gone.removeIf(toxic -> isBefore(toxic.to(), before));
    while (gone.size() > MOST_REMEMBERED) {
      gone.removeFirst();
    }
    stretches.removeIf(stretch -> stretch.to().isBefore(before));
    while (stretches.size() > MOST_REMEMBERED) {
      stretches.removeFirst();
    }
  }

  private static boolean isBefore(@Nullable Instant end, Instant time) {
    return end != null && end.isBefore(time);
  }
}
