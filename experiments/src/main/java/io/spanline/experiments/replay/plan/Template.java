package io.spanline.experiments.replay.plan;

import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A text with gaps that each request fills. It never shows itself: what it holds may be a secret.
 */
final class Template {
  private final List<Part> parts;

  Template(List<Part> parts) {
    this.parts = List.copyOf(parts);
  }

  /**
   * What a request fills the gaps with.
   *
   * @param path the parts of its captured path
   * @param routeBegin the part at which its route begins, from 0; -1 if the path is not of the
   *     route
   * @param n how many of its route went before
   */
  record Filling(List<String> path, int routeBegin, long n) {}

  String fill(Filling filling) {
    StringBuilder text = new StringBuilder();
    parts.forEach(part -> text.append(part.text(filling)));
    return text.toString();
  }

  /** What is wrong with a path that a gap cannot be filled from; null if all can. */
  @Nullable String misfit(Filling filling) {
    for (Part each : parts) {
      String misfit = each.misfit(filling);
      if (misfit != null) {
        return misfit;
      }
    }
    return null;
  }

  /** A piece of the text. */
  sealed interface Part {
    String text(Filling filling);

    default @Nullable String misfit(Filling filling) {
      return null;
    }
  }

  /** What is the same in every request; a secret too. */
  static final class Fixed implements Part {
    private final String text;

    Fixed(String text) {
      this.text = text;
    }

    @Override
    public String text(Filling filling) {
      return text;
    }
  }

  /** A part of the captured path, from 0. */
  record OfPath(int index, Place place) implements Part {
    @Override
    public String text(Filling filling) {
      return place.written(UrlPath.decoded(filling.path().get(index)));
    }

    @Override
    public @Nullable String misfit(Filling filling) {
      return index < filling.path().size() ? null : "has no part " + (index + 1);
    }
  }

  /** The part of the captured path that stands where the route has one of its own, from 0. */
  record OfRoute(int index, Place place) implements Part {
    @Override
    public String text(Filling filling) {
      return place.written(UrlPath.decoded(filling.path().get(filling.routeBegin() + index)));
    }

    @Override
    public @Nullable String misfit(Filling filling) {
      return filling.routeBegin() < 0 ? "does not fit the route" : null;
    }
  }

  /** How many requests of the route went before. */
  record Sequence() implements Part {
    @Override
    public String text(Filling filling) {
      return Long.toString(filling.n());
    }
  }

  /** A number from {@code least} to {@code most}, the same for the same seed and request. */
  record Drawn(long seed, long least, long most) implements Part {
    @Override
    public String text(Filling filling) {
      SplittableRandom random = new SplittableRandom(seed * 0x9e3779b97f4a7c15L + filling.n());
      return Long.toString(random.nextLong(least, most + 1));
    }
  }
}
